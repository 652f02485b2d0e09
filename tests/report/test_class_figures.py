"""The figures of a class, held against sums done by hand."""

import pytest

from autograder.report.class_report.failures import (
    GroupLoss,
    causes_of,
    groups_of,
    made_by,
    mistakes_of,
)
from autograder.report.class_report.records import Cause, DeviceResult, HandIn, Result
from autograder.report.class_report.scores import (
    Spread,
    Ungraded,
    scores_of,
    spreads_of,
    ungraded_of,
)
from tests.report.classes import ALL, class_of, hand_in, wrong

NOTHING_BACK = Result(0.0, groups=("values",), lost=(("values", 6.0),), cause=Cause.TIMEOUT)


def test_scores_are_of_all_that_have_a_result() -> None:
    scores = scores_of(
        class_of(
            hand_in("a", ALL),  # 16 of 16
            hand_in("b", wrong(2.0)),  # 8
            hand_in("c", wrong(0.0), NOTHING_BACK, problem="it can't be imported"),  # 0
            hand_in("d", wrong(6.0)),  # 12
            HandIn("e", set_aside="three tries"),
        )
    )
    assert (scores.count, scores.mean, scores.median) == (4, 9.0, 10.0)
    assert (scores.lower, scores.upper) == (6.0, 13.0)
    assert scores.deviation == pytest.approx(35**0.5)
    assert {at: count for at, count in enumerate(scores.bins) if count} == {
        0: 1,
        10: 1,
        15: 1,
        19: 1,
    }


def test_a_score_on_the_border_of_two_bars_stands_in_the_upper_one() -> None:
    below, on = wrong(1.9), wrong(2.0)  # 7.9 and 8 of 16
    bins = scores_of(class_of(hand_in("a", below), hand_in("b", on))).bins
    assert (bins[9], bins[10]) == (1, 1)


def test_a_class_without_results_has_figures_of_zero() -> None:
    nobody = class_of()
    assert scores_of(nobody).count == 0
    assert [spread.count for spread in spreads_of(nobody)] == [0, 0, 0]
    assert mistakes_of(nobody) == []
    assert groups_of(nobody) == []
    assert ungraded_of(nobody) == []


def test_a_question_tells_who_has_all_some_and_nothing() -> None:
    forward, backward, total = spreads_of(
        class_of(
            hand_in("a", ALL),
            hand_in("b", wrong(5.0), NOTHING_BACK),
            hand_in("c", wrong(0.0), NOTHING_BACK),
            hand_in("d", wrong(10 - 1e-12)),  # all, whatever floats make
        )
    )
    assert forward == Spread(
        *("forward", "The forward pass", 10, pytest.approx(6.25), pytest.approx(0.625), 2, 1, 1)
    )
    assert backward == Spread("backward", "Backward", 6, 3.0, 0.5, 2, 0, 2)
    assert (total.mean, total.every, total.some, total.none) == (pytest.approx(9.25), 2, 1, 1)


def test_a_group_tells_how_often_it_is_lost_and_what_it_costs() -> None:
    all_lost = wrong(0.0, lost=(("values", 10.0), ("shapes", 0.0)))
    shapes_lost = wrong(5.0, lost=(("shapes", 5.0),))
    unread = hand_in("e", wrong(0.0), problem="it is empty")
    given = zip("abcd", [ALL, ALL, all_lost, shapes_lost], strict=True)
    losses = groups_of(class_of(*(hand_in(name, result) for name, result in given), unread))
    assert losses == [
        GroupLoss(0, "values", wrong=1, alone=1, count=4, cost=2.5),
        GroupLoss(0, "shapes", wrong=2, alone=1, count=4, cost=1.25),
        GroupLoss(1, "values", wrong=0, alone=0, count=4, cost=0.0),
    ]


def test_a_mistake_counts_once_a_hand_in_and_the_most_frequent_comes_first() -> None:
    twice = Result(0.0, mistakes=(("halved",),), cause=Cause.KNOWN)
    results = class_of(
        hand_in("a", wrong(0.0, ("doubled",))),
        hand_in("b", wrong(0.0, ("halved",)), twice),
        hand_in("c", wrong(0.0, ("halved",))),
        hand_in("d", wrong(0.0, ("halved",)), problem="it is empty"),
        told={("halved",): "half of it is missing"},
    )
    first, second = mistakes_of(results)
    assert (first.names, first.hand_ins, first.hint) == (
        ("halved",),
        (1, 2),
        "half of it is missing",
    )
    assert first.questions == ((0, 2), (1, 1))
    assert (second.names, second.hand_ins, second.hint) == (("doubled",), (0,), "")


def test_mistakes_that_nothing_tells_apart_are_one_row() -> None:
    either_or = wrong(0.0, ("doubled", "halved"))
    (row,) = mistakes_of(class_of(hand_in("a", either_or), hand_in("b", either_or)))
    assert (row.names, row.hand_ins) == (("doubled", "halved"), (0, 1))


def test_either_or_is_settled_by_another_question_of_the_same_hand_in() -> None:
    settles = Result(0.0, mistakes=(("halved",),), cause=Cause.KNOWN)
    both = hand_in("a", wrong(0.0, ("doubled", "halved")), settles)
    assert made_by(both) == {("halved",): [0, 1]}
    alone = hand_in("b", wrong(0.0, ("doubled", "halved")))
    assert [row.names for row in mistakes_of(class_of(both, alone))] == [
        ("doubled", "halved"),
        ("halved",),
    ]


def test_each_failing_hand_in_has_one_cause_a_question() -> None:
    forward, backward = causes_of(
        class_of(
            hand_in("a", ALL, NOTHING_BACK),
            hand_in("b", wrong(0.0, ("halved",)), NOTHING_BACK),
            hand_in("c", wrong(0.0, cause=Cause.UNWRITTEN)),
            hand_in("d", wrong(0.0, cause=Cause.ERROR), problem="it is empty"),
        )
    )
    assert forward == {Cause.KNOWN: 1, Cause.UNWRITTEN: 1}
    assert backward == {Cause.TIMEOUT: 2}


def test_a_device_tells_what_it_was_for_and_what_was_not_graded() -> None:
    why = "this machine has no CUDA device"
    shared = Result(5.0, 5.0, devices=(DeviceResult("cpu", 5.0), DeviceResult("cuda", 5.0, why)))
    assert ungraded_of(class_of(hand_in("a", shared), hand_in("b", ALL))) == [
        Ungraded("cpu", points=27.0, not_graded=0.0, hand_ins=0, whys=()),
        Ungraded("cuda", points=5.0, not_graded=5.0, hand_ins=1, whys=(why,)),
    ]


def test_points_that_were_not_graded_are_neither_earned_nor_lost() -> None:
    not_at_all, half, all_of_half = Result(0.0, 10.0), Result(0.0, 5.0), Result(5.0, 5.0)
    given = zip("abcd", [not_at_all, half, all_of_half, ALL], strict=True)
    forward, _, total = spreads_of(class_of(*(hand_in(name, result) for name, result in given)))
    assert forward == Spread("forward", "The forward pass", 10, 5.0, 0.75, 2, 0, 1)
    assert (total.every, total.some) == (3, 1)
