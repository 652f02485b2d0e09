"""What verdicts come to in points."""

import itertools
from dataclasses import replace

import pytest

from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.report.explain import question_text
from autograder.report.report import QuestionReport, Report

PASSED, FAILED, NOT_GRADED = Outcome.PASSED, Outcome.FAILED, Outcome.NOT_GRADED


def verdict(
    group: str, outcome: Outcome, device: str = "cpu", worth: float | None = None
) -> Verdict:
    trial = Trial("backward", f"{group} case", True, group, "torch", device, "float64", worth=worth)
    return Verdict(trial, outcome, "some reason")


def question(*verdicts: Verdict, shares: dict[str, float] | None = None) -> QuestionReport:
    return QuestionReport("backward", "Backward", 12, verdicts, shares or {})


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


@pytest.mark.parametrize("groups", range(1, 12))
@pytest.mark.parametrize("devices", range(1, 4))
def test_all_right_is_exactly_all_points(groups: int, devices: int) -> None:
    names = ["values", *map(str, range(groups))]
    verdicts = [verdict(name, PASSED, str(device)) for name in names for device in range(devices)]
    for points in (6, 7, 12.1):
        assert replace(question(*verdicts), points=points).score == points


def test_one_failing_case_loses_its_whole_group() -> None:
    mixed = [verdict("shapes", PASSED), verdict("shapes", FAILED), verdict("values", PASSED)]
    assert question(*mixed).score == 6


# ---- shares that an author gives ---------------------------------------------------------------

SHARES = {"values": 0.6, "float32": 0.1, "stability": 0.3}


@pytest.mark.parametrize(
    ("lost", "score"),
    [
        ((), 12),
        (("float32",), 12 * 0.9),
        (("stability",), 12 * 0.7),
        (("float32", "stability"), 12 * 0.6),
        (("values",), 0),
        (("values", "float32"), 0),
    ],
)
def test_a_group_is_lost_alone_and_at_its_share(lost: tuple[str, ...], score: float) -> None:
    verdicts = [verdict(group, FAILED if group in lost else PASSED) for group in SHARES]
    report = question(*verdicts, shares=SHARES)
    assert report.score == pytest.approx(score)
    assert sum(report.lost().values()) == pytest.approx(12 - score)


def test_devices_share_what_a_group_is_for() -> None:
    here = [verdict(group, PASSED) for group in SHARES]
    there = [verdict(group, FAILED if group == "float32" else PASSED, "cuda") for group in SHARES]
    report = question(*here, *there, shares=SHARES)
    assert report.score == pytest.approx(12 - 0.6)
    assert report.lost() == {"float32": pytest.approx(0.6)}


def test_on_a_device_that_lacks_a_group_the_others_share_its_part() -> None:
    here = [verdict(group, PASSED) for group in ("values", "float32")]
    there = [verdict(group, PASSED, "cuda") for group in SHARES]
    assert question(*here, *there, shares=SHARES).score == 12
    here = [verdict("values", PASSED), verdict("float32", FAILED)]
    report = question(*here, *there, shares=SHARES)
    assert report.score == pytest.approx(12 - 6 / 7)
    assert report.lost() == {"float32": pytest.approx(6 / 7)}


def test_a_question_that_failed_as_a_whole_earns_nothing_though_only_some_groups_were_tried() -> (
    None
):
    """A hand-in that can't be opened is told of its public cases, of whatever groups these are."""
    for shares in ({}, SHARES):
        report = question(verdict("stability", FAILED), shares=shares)
        assert report.score == 0


def test_cases_that_say_what_they_are_worth_are_lost_one_by_one() -> None:
    verdicts = [
        verdict("values", PASSED),
        verdict("shapes", PASSED, worth=3),
        verdict("shapes", FAILED),
        verdict("shapes", PASSED, worth=1),
    ]
    report = question(*verdicts)
    assert report.score == pytest.approx(6 + 6 * 4 / 5)
    assert report.lost() == {"shapes": pytest.approx(6 / 5)}
    assert report.groups() == {"values": True, "shapes": False}


def test_what_cases_are_worth_counts_only_once_the_values_are_right() -> None:
    report = question(verdict("values", FAILED), verdict("shapes", PASSED, worth=3))
    assert report.score == 0


# ---- what is said of it ------------------------------------------------------------------------


def first_line(*verdicts: Verdict, shares: dict[str, float] | None = None) -> str:
    return question_text(question(*verdicts, shares=shares)).splitlines()[2]


def test_a_group_that_was_lost_is_told_with_the_points_it_cost() -> None:
    verdicts = [verdict(group, FAILED if group == "float32" else PASSED) for group in SHARES]
    told = first_line(*verdicts, shares=SHARES)
    assert told == "Lost: float32 (1.2 points). Right: values, stability."


def test_one_point_is_one_point() -> None:
    shares = {"values": 11 / 12, "float32": 1 / 12}
    told = first_line(verdict("values", PASSED), verdict("float32", FAILED), shares=shares)
    assert told.startswith("Lost: float32 (1 point).")


def test_with_the_values_all_points_are_lost_and_no_group_costs_more() -> None:
    verdicts = [verdict("values", FAILED), verdict("float32", FAILED), verdict("shapes", PASSED)]
    text = question_text(question(*verdicts))
    assert "Lost: values (12 points), float32. Right: shapes." in text
    assert "The other groups count once the values are right." in text


def test_the_points_lost_and_earned_are_all_there_are() -> None:
    for outcomes in itertools.product([PASSED, FAILED, Outcome.ERROR], repeat=3):
        verdicts = list(map(verdict, SHARES, outcomes))
        for shares in ({}, SHARES):
            report = question(*verdicts, shares=shares)
            assert report.score + sum(report.lost().values()) == pytest.approx(12)


# ---- devices -----------------------------------------------------------------------------------


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
