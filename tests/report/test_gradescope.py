"""results.json against the format's documentation, written down here on its own."""

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.report.gradescope import results, write_results
from autograder.report.report import QuestionReport, Report

VISIBILITIES = {"hidden", "after_due_date", "after_published", "visible"}
FORMATS = {"text", "html", "simple_format", "md", "ansi"}
LONGEST = 100_000


def refuse_what_the_platform_refuses(told: dict[str, Any]) -> None:
    """The documented types and ranges of results.json, and nothing that isn't documented."""
    documented = {"score", "execution_time", "output", "output_format", "test_output_format"}
    documented |= {"test_name_format", "visibility", "stdout_visibility", "extra_data", "tests"}
    documented |= {"leaderboard"}
    assert told.keys() <= documented
    assert "score" in told or told["tests"]
    assert {told["visibility"], told["stdout_visibility"]} <= VISIBILITIES
    for test in told["tests"]:
        assert test.keys() <= {
            *("score", "max_score", "status", "name", "name_format", "number", "output"),
            *("output_format", "tags", "visibility", "extra_data"),
        }
        assert test["status"] in ("passed", "failed")
        assert test["visibility"] in VISIBILITIES
        assert test["output_format"] in FORMATS
        assert 0 <= test["score"] <= test["max_score"] < math.inf
        assert len(test["output"]) < LONGEST
        assert not any(ord(letter) < 32 and letter not in "\n\t" for letter in test["output"])


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
    told = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    refuse_what_the_platform_refuses(told)


def test_an_entry_a_question_names_it_and_tells_its_points() -> None:
    told = results(report("", Outcome.PASSED))
    (entry,) = told["tests"]
    assert entry["extra_data"]["question"] == "forward"
    assert (entry["score"], entry["max_score"], entry["status"]) == (3, 3, "passed")
    assert entry["extra_data"]["cases"] == {"forward[cpu-float64-a_case]": "passed"}


def test_the_instructor_is_told_which_layers_were_on() -> None:
    told = results(report("", Outcome.PASSED))
    assert told["extra_data"]["confinement"] == {"own user": "on", "seccomp": "not here"}
    assert "seccomp" not in json.dumps(told["tests"]) + told["output"]


def test_points_graded_by_hand_are_told_and_no_part_of_the_score() -> None:
    told = results(replace(report("", Outcome.PASSED), by_hand=2.5))
    assert told["output"] == "3 of 3 points. 2.5 more points are graded by hand."
    assert told["extra_data"]["by_hand_points"] == 2.5
    assert sum(test["max_score"] for test in told["tests"]) == 3


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
    told = results(Report("layers", "Layers", questions))
    refuse_what_the_platform_refuses(told)
    assert sum(test["max_score"] for test in told["tests"]) == 5
    assert [test["score"] for test in told["tests"]] == [1.25, 1.25]
    assert told["extra_data"]["not_graded_points"] == 2.5
    assert "no CUDA device here" in told["tests"][0]["output"]


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
