"""Reports of one submission from a CPU and a GPU machine come to one, or contradict each other."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from autograder.checking.submission import Submission
from autograder.checking.trial import Outcome
from autograder.judge import grading
from autograder.judge.grading import Judge, Terms
from autograder.report.explain import report_text
from autograder.report.merge import MergeError, Named, merged
from autograder.report.report import Report
from tests.report.reports import (
    FAILED,
    NOT_GRADED,
    PASSED,
    WRITTEN,
    on_devices,
    question,
    report_of,
    verdict,
)

HERE = on_devices(PASSED, NOT_GRADED)
THERE = on_devices(NOT_GRADED, PASSED)


def merge(*reports: Report) -> Report:
    return merged([Named(f"{letter}.json", r) for letter, r in zip("abc", reports, strict=False)])


def refusal(*reports: Report) -> str:
    with pytest.raises(MergeError) as error:
        merge(*reports)
    return str(error.value)


@pytest.mark.parametrize("reports", [(HERE, THERE), (THERE, HERE), (HERE, HERE, THERE)])
def test_what_one_machine_could_not_grade_counts_as_the_other_graded_it(
    reports: tuple[Report, ...],
) -> None:
    assert (HERE.score, HERE.not_graded) == (5, 5)
    whole = merge(*reports)
    assert (whole.score, whole.not_graded) == (10, 0)
    told = [verdict.message for verdict in whole.questions[0].verdicts]
    assert sorted(told) == ["told of cuda", "told of the cpu"]


def test_a_failure_on_the_other_machine_loses_its_share() -> None:
    whole = merge(HERE, on_devices(NOT_GRADED, FAILED))
    assert (whole.score, whole.not_graded) == (5, 0)
    assert [v.trial.device for v in whole.questions[0].failures] == ["cuda"]


def test_what_nobody_graded_stays_not_graded() -> None:
    whole = merge(HERE, HERE)
    assert (whole.score, whole.not_graded) == (5, 5)


def test_one_report_alone_is_itself() -> None:
    assert merge(HERE) is HERE


def test_two_that_disagree_are_an_error_that_names_the_trial() -> None:
    told = refusal(HERE, on_devices(FAILED, PASSED))
    assert "forward[cpu-float64-a_case]: it is passed in a.json and failed in b.json" in told


def test_the_third_of_three_is_held_against_what_the_first_two_came_to() -> None:
    told = refusal(HERE, THERE, on_devices(NOT_GRADED, Outcome.TIMEOUT))
    assert "passed in a.json with b.json and timeout in c.json" in told


def test_points_that_are_all_for_the_cpu_leave_nothing_for_another_device_to_add() -> None:
    told = refusal(report_of(question(verdict(PASSED)), written=WRITTEN), THERE)
    assert "forward: a.json gives its points for cpu, b.json for cpu and cuda" in told
    assert "--device all or --device cuda on every machine" in told


OTHERS = {
    "another assignment": (replace(THERE, assignment="relu"), "b.json of relu"),
    "another submission": (replace(THERE, digest="other"), "of different submissions"),
    "no submission that could be opened": (replace(THERE, digest=""), "of different submissions"),
    "other hidden cases": (replace(THERE, seed="other"), "different hidden cases"),
    "other hints": (replace(THERE, hints="none"), "--hints all and --hints none"),
    "other points": (
        replace(THERE, questions=(replace(THERE.questions[0], points=11),)),
        "other points",
    ),
    "other shares": (
        replace(THERE, questions=(replace(THERE.questions[0], shares={"values": 1}),)),
        "other points",
    ),
    "fewer questions": (replace(THERE, questions=()), "other questions"),
    "other written questions": (replace(THERE, written=WRITTEN[:1]), "other questions"),
    "other cases": (
        replace(
            THERE,
            questions=(
                question(verdict(NOT_GRADED, case="another"), verdict(PASSED, device="cuda")),
            ),
        ),
        "forward: a.json and b.json have other cases",
    ),
    "cases of another group": (
        replace(
            THERE,
            questions=(
                question(verdict(NOT_GRADED, group="shapes"), verdict(PASSED, device="cuda")),
            ),
        ),
        "forward: a.json and b.json have other cases",
    ),
}


@pytest.mark.parametrize(("other", "told"), OTHERS.values(), ids=OTHERS)
def test_what_is_not_of_one_submission_graded_in_one_way_is_refused(
    other: Report, told: str
) -> None:
    assert told in refusal(HERE, other)


def test_what_else_is_told_is_told_once() -> None:
    one = replace(HERE, notes=("a", "b"), flags=("x",), seconds=1, layers={"user": "", "disk": ""})
    two = replace(THERE, notes=("b", "c"), flags=("x",), seconds=2, layers={"user": "not here"})
    whole = merge(one, replace(two, tier="partial"))
    assert (whole.notes, whole.flags, whole.seconds) == (("a", "b", "c"), ("x",), 3)
    assert whole.layers == {"user": "not here", "disk": ""}
    assert whole.tier == "partial"


def test_a_hand_in_that_could_not_be_opened_anywhere_stays_one() -> None:
    broken = replace(
        report_of(question(verdict(Outcome.ERROR, "it is empty"))),
        problem="it is empty",
        digest="",
        tier="",
    )
    whole = merge(broken, broken)
    assert (whole.problem, whole.score, whole.tier) == ("it is empty", 0, "")


def test_a_hand_in_that_could_be_imported_somewhere_is_not_told_that_it_could_not_be() -> None:
    whole = merge(replace(HERE, problem="it can't be imported"), THERE)
    assert whole.problem == ""
    assert "could not be graded" not in report_text(whole)


def test_points_given_by_hand_in_one_report_count_in_both() -> None:
    graded = replace(THERE, written=(replace(WRITTEN[0], earned=5.0, comment="good"), WRITTEN[1]))
    for whole in (merge(HERE, graded), merge(graded, HERE)):
        assert (whole.score, whole.points, whole.by_hand) == (15, 16, 4)
    other = replace(THERE, written=(replace(WRITTEN[0], earned=4.0), WRITTEN[1]))
    assert "why_it_helps: it got 5 points in a.json and 4 in b.json" in refusal(graded, other)


def test_a_cpu_and_a_gpu_machine_come_to_all_points(
    judge_of: Callable[[str], Judge], course: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What two machines give, with the GPU's verdicts stood in for."""
    judge = judge_of("activations")
    monkeypatch.setattr(grading, "cuda_is_here", lambda: False)
    hand_in = Submission("activations", {"activations.py": judge.reference.source.encode()})
    here = judge.grade(hand_in, Terms("all"))
    nowhere = judge.grade(hand_in, Terms("cuda"))
    there = replace(
        nowhere,
        questions=tuple(
            replace(
                q,
                verdicts=tuple(
                    replace(v, outcome=PASSED, message="") if v.trial.device == "cuda" else v
                    for v in q.verdicts
                ),
            )
            for q in nowhere.questions
        ),
    )
    assert (here.score, here.not_graded) == (74, 16)
    assert (there.score, there.not_graded) == (16, 74)
    whole = merge(here, there)
    assert (whole.score, whole.not_graded, whole.points) == (90, 0, 90)
    assert "--device all" in refusal(judge.grade(hand_in, Terms("cpu")), there)
