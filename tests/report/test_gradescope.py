"""results.json against the format's documentation, written down here on its own."""

import json
import math
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.report.gradescope import kept, results, unfinished, write_results
from autograder.report.metadata import Previous
from autograder.report.policy import Lateness, Refusal
from autograder.report.report import QuestionReport, Report, WrittenReport
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from autograder.spec.gradescope import Attempts, Gradescope
from tests.report.gradescope_format import Results, read_results

COURSE = Course(Path(__file__).parents[2])


def told(
    report: Report, settings: Gradescope | None = None, late: Lateness | None = None
) -> Results:
    """What the platform takes from the file."""
    return read_results(json.dumps(results(report, settings or Gradescope(), late)))


def report(message: str, outcome: Outcome = Outcome.FAILED) -> Report:
    trial = Trial("forward", "a case", False, "values", "numpy", "cpu", "float64")
    question = QuestionReport("forward", "Forward", 3, (Verdict(trial, outcome, message),))
    return Report("layers", "Layers", (question,), layers={"own user": "", "seccomp": "not here"})


@pytest.mark.parametrize(
    "message",
    [
        "off by 3",
        "a NUL \0 and an escape \x1b[31m",
        "long " * 100_000,
        "half a pair \ud800",
        "π ≠ 3",
    ],
)
def test_any_message_makes_a_valid_file(message: str, tmp_path: Path) -> None:
    write_results(report(message), tmp_path / "results.json")
    read = read_results((tmp_path / "results.json").read_bytes())
    assert read.tests[0].output.count("\n") > 1


def test_an_entry_a_question_names_it_and_tells_its_points() -> None:
    (entry,) = told(report("", Outcome.PASSED)).tests
    assert entry.extra_data["question"] == "forward"
    assert (entry.score, entry.max_score, entry.status) == (3, 3, "passed")
    assert entry.extra_data["cases"] == {"forward[cpu-float64-a_case]": "passed"}


def test_the_instructor_is_told_which_layers_were_on() -> None:
    read = told(report("", Outcome.PASSED))
    assert read.extra_data["confinement"] == {"own user": "on", "seccomp": "not here"}
    assert "seccomp" not in read.students


def test_points_graded_by_hand_are_told_and_no_part_of_the_score() -> None:
    written = (WrittenReport("why", "Why", 2.5),)
    read = told(replace(report("", Outcome.PASSED), written=written))
    assert read.output == "3 of 3 points. 2.5 more points are graded by hand."
    assert (read.extra_data["by_hand_points"], read.points, read.most) == (2.5, 3, 3)


# ---- what of hidden cases is shown -------------------------------------------------------------


def two_cases() -> Report:
    """A public case that passed and a hidden one that failed."""
    public = Trial("forward", "by hand", True, "values", "numpy", "cpu", "float64")
    hidden = Trial("forward", "tiny variance", False, "stability", "numpy", "cpu", "float64")
    verdicts = (
        Verdict(public, Outcome.PASSED),
        Verdict(hidden, Outcome.FAILED, "off by 3", hint="epsilon stands outside the root"),
    )
    return Report("layers", "Layers", (QuestionReport("forward", "Forward", 3, verdicts),))


def test_everything_is_said_of_hidden_cases_unless_the_instructor_says_otherwise() -> None:
    read = told(two_cases())
    assert "tiny variance (hidden, float64): off by 3" in read.students
    assert "epsilon stands outside the root" in read.students
    assert (read.points, read.most) == (1.5, 3)


def test_hidden_cases_may_be_counted_without_a_word_about_them() -> None:
    read = told(two_cases(), Gradescope(hidden="counted"))
    (entry,) = read.tests
    assert entry.output == "1 of 1 public cases passed.\n0 of 1 hidden cases passed."
    assert (read.points, read.most, entry.status) == (1.5, 3, "failed")


@pytest.mark.parametrize("hidden", ["after_due_date", "after_published", "hidden"])
def test_hidden_cases_may_be_withheld_and_nothing_else_tells_their_points(hidden: str) -> None:
    read = told(two_cases(), Gradescope(hidden=hidden))
    public, withheld = read.tests
    assert (public.score, public.max_score, public.visibility) == (0, 0, "visible")
    assert (public.output, public.status) == ("1 of 1 public cases passed.", "passed")
    assert (withheld.score, withheld.max_score, withheld.visibility) == (1.5, 3, hidden)
    assert "off by 3" in withheld.output
    for secret in ("1.5", "3", "tiny", "epsilon"):
        assert secret not in read.students


def test_points_stand_on_the_leaderboard_where_the_instructor_wants_one() -> None:
    assert told(two_cases()).leaderboard == []
    (place,) = told(two_cases(), Gradescope(leaderboard=True)).leaderboard
    assert (place.name, place.value) == ("Points", 1.5)


def test_rows_of_the_speed_track_stand_behind_the_points() -> None:
    row = {"name": "fused", "value": 0.95, "order": "desc"}
    for settings, names in ((Gradescope(), ["fused"]), (Gradescope(leaderboard=True), None)):
        text = json.dumps(results(two_cases(), settings, board=[row]))
        board = read_results(text).leaderboard
        assert [place.name for place in board] == (names or ["Points", "fused"])
        assert (board[-1].value, board[-1].order) == (0.95, "desc")


# ---- lateness, attempts, and gradings that were cut off ----------------------------------------


def test_lateness_is_taken_off_the_whole_and_told() -> None:
    late = Lateness(timedelta(hours=26), 20)
    read = told(two_cases(), late=late)
    assert (read.points, read.most) == (1.2, 3)
    assert read.output.splitlines()[-1] == (
        "Handed in 1 day 2 hours after the due date: 20 % is taken off, 1.2 of 1.5 points are left."
    )
    assert told(two_cases(), Gradescope(leaderboard=True), late).leaderboard[0].value == 1.2
    withheld = told(two_cases(), Gradescope(hidden="hidden"), late)
    assert withheld.points == 1.2
    assert withheld.output.endswith("after the due date: 20 % is taken off.")


def test_a_hand_in_too_many_keeps_what_the_last_graded_one_got() -> None:
    before = results(two_cases())
    as_given_back = json.loads(json.dumps(before))
    as_given_back["tests"][0] |= {"score": "1.5", "max_score": "3.0", "unheard_of": None}
    last = Previous(None, 1.5, as_given_back)
    read = read_results(json.dumps(kept(Refusal(last, Attempts(5, 24), None))))
    assert (read.points, read.most) == (1.5, 3)
    assert "off by 3" in read.students
    assert read.output.startswith("Not graded: 5 hand-ins are graded within 24 hours")
    assert not Previous(None, 1.5, msgspec.to_builtins(read)).was_graded


@pytest.mark.parametrize("old", [{}, {"tests": None}, {"tests": [None, 3, {"output": 7}]}])
def test_what_the_last_one_got_may_be_lost_but_its_score(old: dict[str, object]) -> None:
    read = read_results(json.dumps(kept(Refusal(Previous(None, 2.0, old), Attempts(1), None))))
    assert (read.points, read.tests) == (2, [])


def test_before_the_grading_has_ended_every_question_is_there_and_none_is_judged() -> None:
    assignment = read_assignment(COURSE.folder("activations"))
    read = told(unfinished(assignment))
    assert (read.points, read.most) == (0, assignment.points)
    assert len(read.tests) == len(assignment.questions)
    assert {entry.status for entry in read.tests} == {None}
    assert "not about your work" in read.output


def test_what_was_graded_before_the_end_counts() -> None:
    assignment = read_assignment(COURSE.folder("activations"))
    first = assignment.questions[0]
    trial = Trial(first.name, "a case", False, "values", "numpy", "cpu", "float64")
    done = QuestionReport(first.name, first.title, first.points, (Verdict(trial, Outcome.PASSED),))
    read = told(unfinished(assignment, [done]))
    assert (read.points, read.most) == (first.points, assignment.points)


def test_a_question_that_could_not_be_graded_is_neither_passed_nor_failed() -> None:
    (entry,) = told(report("no GPU", Outcome.NOT_GRADED)).tests
    assert (entry.score, entry.status) == (0, None)


def test_a_file_that_can_not_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "results.json").mkdir()
    with pytest.raises(IsADirectoryError):
        write_results(report(""), tmp_path / "results.json")
    assert [path.name for path in tmp_path.iterdir()] == ["results.json"]


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_results(report(""), tmp_path / "results.json")
    assert (tmp_path / "results.json").stat().st_mode & 0o077 == 0


def test_the_largest_scores_sum_to_the_points_of_the_assignment() -> None:
    trial = Trial("forward", "a case", False, "values", "torch", "cpu", "float64")
    verdicts = (
        Verdict(trial, Outcome.PASSED),
        Verdict(replace(trial, device="cuda"), Outcome.NOT_GRADED, "no CUDA device here"),
    )
    questions = tuple(QuestionReport(name, name, 2.5, verdicts) for name in ("one", "two"))
    read = told(Report("layers", "Layers", questions))
    assert read.most == 5
    assert [entry.score for entry in read.tests] == [1.25, 1.25]
    assert read.extra_data["not_graded_points"] == 2.5
    assert "no CUDA device here" in read.tests[0].output


def test_an_infinite_number_is_never_written_and_the_file_before_stays(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    write_results(report("the first"), path)
    before = path.read_bytes()
    broken = replace(report("the second"), questions=(_question_of_points(math.inf),))
    with pytest.raises(ValueError, match="JSON"):
        write_results(broken, path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["results.json"]


def _question_of_points(points: float) -> QuestionReport:
    return replace(report("").questions[0], points=points)


def test_a_report_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    write_results(report("long " * 1_000), path)
    write_results(report("short"), path)
    assert "short" in json.loads(path.read_text())["tests"][0]["output"]
    assert [file.name for file in tmp_path.iterdir()] == ["results.json"]


@pytest.mark.parametrize("place", ["missing/results.json", "file/results.json"])
def test_a_place_that_can_not_be_written_is_an_error_of_the_system(
    place: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match=r"results\.json"):
        write_results(report(""), tmp_path / place)
