"""Attacks, honest and wrong hand-ins in a row: each gets its score, and the grader stays as it was.

A small run; `make mixed` is the long one.
"""

from dataclasses import replace

import pytest

from tests.attacks.mixed import MOST_GROWTH, Reading, Run, Work, grown, mixed

FEW = 30

KEPT = 100 << 10
"""Bytes that a grader with a leak keeps of each hand-in: less than a report's verdicts take."""


def test_gradings_in_a_row_change_nothing_for_the_next() -> None:
    assert mixed(FEW, seed=1) == []


def test_a_score_that_is_not_exact_would_be_noticed() -> None:
    run = Run()
    try:
        reference = run.judges[0].reference.source
        for points in (0.0, 10 + 1e-6):
            work = Work("relu", "relu", reference, {"relu_forward": points, "relu_backward": 10})
            (problem,) = run.bench.problems(work, next_too=False)
            assert "relu_forward earns 10 points" in problem
    finally:
        run.bench.close()


@pytest.mark.parametrize("held", ["judge", "services"])
def test_memory_that_grows_would_be_noticed(held: str) -> None:
    run = Run()
    run.readings = [Reading(number, 10**8, 10**8, ()) for number in range(0, 1_000, 10)]
    assert grown(run) == []
    leaking = [replace(r, **{held: 10**8 + KEPT * r.gradings}) for r in run.readings]
    run.readings = leaking
    assert len(grown(run)) == 1


def test_memory_that_is_taken_once_is_no_growth() -> None:
    run = Run()
    run.readings = [
        Reading(number, MOST_GROWTH * 4 if number > 20 else 0, 0, ())
        for number in range(0, 1_000, 10)
    ]
    assert grown(run) == []
