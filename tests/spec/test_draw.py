"""What is drawn depends on the seed and the case's place alone, and lies where it is said to."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.spec import Draw, fortran, strided

MANY = 20_000
DRAWS: dict[str, Callable[[Draw], Any]] = {
    "normal": lambda draw: draw.normal(3, 4),
    "uniform": lambda draw: draw.uniform(3, 4),
    "away_from_zero": lambda draw: draw.away_from_zero(3, 4),
    "integers": lambda draw: draw.integers(3, 4, low=-5, high=5),
    "whole": lambda draw: draw.whole(0, 10**9),
}


@pytest.mark.parametrize("take", DRAWS.values(), ids=DRAWS)
def test_the_same_seed_draws_the_same_and_another_seed_draws_others(
    take: Callable[[Draw], Any],
) -> None:
    first, again, other = (take(Draw(seed)) for seed in ("a", "a", "b"))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("take", DRAWS.values(), ids=DRAWS)
def test_a_case_draws_the_same_whatever_was_drawn_before_it(take: Callable[[Draw], Any]) -> None:
    modest, greedy = Draw("seed"), Draw("seed")
    modest.normal(1)
    greedy.uniform(100)
    greedy.whole(0, 9)
    for draw in (modest, greedy):
        draw.start_case(3)
    assert np.array_equal(take(modest), take(greedy))


def test_cases_draw_differently_and_a_second_draw_of_a_case_differs_from_its_first() -> None:
    draw = Draw("seed")
    seen = []
    for index in range(5):
        draw.start_case(index)
        seen += [draw.normal(4).tolist(), draw.normal(4).tolist()]
    assert len({tuple(values) for values in seen}) == 10


def test_seeds_and_cases_are_told_apart_where_their_texts_run_together() -> None:
    first, second = Draw("seed1"), Draw("seed")
    first.start_case(2)
    second.start_case(12)
    assert not np.array_equal(first.normal(4), second.normal(4))


def test_shapes_and_dtypes_are_those_that_were_asked_for() -> None:
    draw = Draw("seed")
    for values in (draw.normal(2, 3), draw.uniform(2, 3), draw.away_from_zero(2, 3)):
        assert values.shape == (2, 3)
        assert values.dtype == np.float64
    assert draw.integers(2, 3, low=0, high=2).dtype == np.int64
    assert draw.normal().shape == ()
    assert draw.normal(0, 3).shape == (0, 3)
    assert type(draw.whole(1, 2)) is int


def test_normal_values_have_the_mean_and_the_spread_that_were_asked_for() -> None:
    values = Draw("seed").normal(MANY, mean=3.0, std=0.5)
    # Ten standard errors: never by chance.
    assert abs(values.mean() - 3) < 10 * 0.5 / MANY**0.5
    assert abs(values.std() - 0.5) < 10 * 0.5 / (2 * MANY) ** 0.5


def test_uniform_values_fill_their_range() -> None:
    values = Draw("seed").uniform(MANY, low=-2.0, high=5.0)
    assert values.min() >= -2
    assert values.max() < 5
    assert np.histogram(values, 7, (-2, 5))[0].min() > MANY / 7 * 0.8


def test_values_away_from_zero_have_both_signs_and_their_sizes() -> None:
    values = Draw("seed").away_from_zero(MANY, least=0.1, most=3.0)
    assert np.abs(values).min() >= 0.1
    assert np.abs(values).max() < 3.0
    assert 0.45 < (values > 0).mean() < 0.55


def test_whole_numbers_reach_both_ends_and_integers_leave_the_upper_one_out() -> None:
    draw = Draw("seed")
    assert {draw.whole(2, 4) for _ in range(200)} == {2, 3, 4}
    assert set(draw.integers(200, low=2, high=4).tolist()) == {2, 3}
    assert draw.whole(7, 7) == 7


def test_fortran_and_strided_change_how_values_lie_and_not_what_they_are() -> None:
    x = Draw("seed").normal(4, 6)
    by_column, with_gaps = fortran(x), strided(x)
    assert np.array_equal(by_column, x)
    assert np.array_equal(with_gaps, x)
    assert by_column.flags.f_contiguous
    assert not by_column.flags.c_contiguous
    assert not with_gaps.flags.c_contiguous
    assert not with_gaps.flags.f_contiguous
    assert with_gaps.base is not None
