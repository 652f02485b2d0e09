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


def test_a_group_is_right_only_if_it_is_right_on_every_device() -> None:
    for first, second in ((PASSED, FAILED), (FAILED, PASSED)):
        report = question(verdict("values", first), verdict("values", second, "cuda"))
        assert report.groups() == {"values": False}


def test_groups_that_were_not_graded_here_are_not_told() -> None:
    report = question(verdict("values", PASSED), verdict("shapes", NOT_GRADED, "cuda"))
    assert report.groups() == {"values": True}


def test_a_device_without_cases_that_ran_loses_nothing_and_one_with_some_keeps_its_share() -> None:
    report = question(
        verdict("values", FAILED),
        verdict("values", NOT_GRADED, "cuda"),
        verdict("shapes", NOT_GRADED, "cuda"),
    )
    assert (report.score, report.not_graded) == (0, 6)
    assert not report.solved
