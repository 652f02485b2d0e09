"""What verdicts come to in points."""

import pytest

from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.report.report import QuestionReport, Report

PASSED, FAILED, NOT_GRADED = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_GRADED


def verdict(group: str, outcome: Outcome, device: str = "cpu") -> Verdict:
    trial = Trial("backward", f"{group} case", True, group, "torch", device, "float64")
    return Verdict(trial, outcome, "some reason")


def question(*verdicts: Verdict) -> QuestionReport:
    return QuestionReport("backward", "Backward", 12, verdicts)


@pytest.mark.parametrize(
    ("groups", "score"),
    [
        ({"values": PASSED}, 12),
        ({"values": FAILED}, 0),
        ({"values": PASSED, "shapes": FAILED}, 6),
        ({"values": PASSED, "shapes": PASSED, "float32": FAILED}, 9),
        ({"values": PASSED, "shapes": PASSED, "float32": PASSED}, 12),
        ({"values": FAILED, "shapes": PASSED, "float32": PASSED}, 0),
        ({"values": Outcome.ERROR, "shapes": PASSED}, 0),
        ({"values": PASSED, "shapes": Outcome.TIMEOUT}, 6),
    ],
)
def test_half_is_for_values_and_the_rest_is_shared_by_the_other_groups(
    groups: dict[str, Outcome], score: float
) -> None:
    assert question(*(verdict(*entry) for entry in groups.items())).score == score


def test_one_failing_case_loses_its_whole_group() -> None:
    mixed = [verdict("shapes", PASSED), verdict("shapes", FAILED), verdict("values", PASSED)]
    assert question(*mixed).score == 6


def test_devices_share_the_points_equally() -> None:
    here, there = verdict("values", PASSED), verdict("values", FAILED, "cuda")
    assert question(here, there).score == 6


def test_points_that_could_not_be_graded_are_neither_earned_nor_lost() -> None:
    report = question(verdict("values", PASSED), verdict("values", NOT_GRADED, "cuda"))
    assert (report.score, report.not_graded) == (6, 6)
    assert report.solved
    assert report.failures == []


def test_a_report_adds_its_questions_up() -> None:
    right, wrong = question(verdict("values", PASSED)), question(verdict("values", FAILED))
    report = Report("layers", "Layers", (right, wrong))
    assert (report.score, report.points, report.not_graded) == (12, 24, 0)
