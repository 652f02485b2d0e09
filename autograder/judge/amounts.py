"""The right answer times something, or plus something: a number, an input, a number an index."""

import functools
import math
from collections.abc import Callable, Iterator

import numpy as np

from autograder.checking.tolerance import Array
from autograder.judge.comparison import CLEAR, LEAST_VALUES, Bools, Comparison, agree, the_only
from autograder.judge.factors import UNNAMED, factors

LEAST_CHANGE = 1e-3
"""An unknown constant below this, or a factor so near to 1, is no mistake of its own."""

# ---- multiplied --------------------------------------------------------------------------------

SIGN = (
    "Right in size, but the sign is turned round, in every place: a minus is missing, or there is "
    "one too many. Look which of two is subtracted from which, and what the minus becomes in the "
    "derivative of a difference or of a quotient."
)
TIMES_INPUT = (
    "What you return is the right answer times {name}: it is multiplied by {name} once more than "
    "the formula says, or not divided by it. Count how often {name} stands in the formula, and on "
    "which side of the fraction."
)
OVER_INPUT = (
    "What you return is the right answer divided by {name}: a factor of {name} is missing, or it "
    "is divided by {name} once more than the formula says. Count how often {name} stands in the "
    "formula."
)
TIMES = "What you return is the right answer {factor}, the same in every place. {advice}"
OWN_FACTORS = (
    "At each index of axis {axis} what you return is the right answer times a number that belongs "
    "to this index alone. So what differs between the places is right, and something that is one "
    "number for each index of axis {axis}, such as a scale, a mean or a norm, is wrong or missing."
)


def multiplied(comparison: Comparison) -> str | None:
    """The right answer times something."""
    if comparison.is_changed(np.negative):
        return SIGN
    by_inputs = []
    for name, value in _factors_given(comparison):
        if comparison.is_changed(functools.partial(np.multiply, value)):
            by_inputs.append(TIMES_INPUT.format(name=name))
        if comparison.is_changed(functools.partial(_divided, by=value)):
            by_inputs.append(OVER_INPUT.format(name=name))
    if by_inputs:
        return the_only(by_inputs)
    factor = _factor(comparison)
    if factor is not None:
        return _times(comparison, factor)
    return the_only(
        OWN_FACTORS.format(axis=axis)
        for axis in range(comparison.right.ndim)
        if comparison.right.ndim > 1 and _fits_along(comparison, axis, _fitted_factors)
    )


def _factors_given(comparison: Comparison) -> Iterator[tuple[str, Array]]:
    """The arrays among the inputs that are no single number, and fit the answer's shape."""
    for name, value in comparison.arrays:
        if value.size > 1 and np.ptp(value) > 0 and _fits(value, comparison.right):
            yield name, value


def _fits(value: Array, right: Array) -> bool:
    try:
        return np.broadcast_shapes(value.shape, right.shape) == right.shape
    except ValueError:
        return False


def _divided(right: Array, by: Array) -> Array:
    return right / by


def _factor(comparison: Comparison) -> float | None:
    """The number that the right answer is multiplied by, if there is one."""
    mine, right = comparison.actual, comparison.right
    large = np.abs(right) > CLEAR * comparison.rounding(right)
    if large.sum() < LEAST_VALUES or not mine.any():
        return None
    factor = float((mine * right).sum() / (right * right).sum())
    return factor if comparison.is_changed(functools.partial(np.multiply, factor)) else None


def _times(comparison: Comparison, factor: float) -> str | None:
    """What is said of one factor: its name, if it has a single one; its size in a public case."""
    named = {
        known.words: known
        for known in factors(comparison)
        if math.isclose(known.value, factor, rel_tol=LEAST_CHANGE)
        and comparison.is_changed(functools.partial(np.multiply, known.value))
    }
    if not named and abs(factor - 1) < LEAST_CHANGE:
        return None
    shown = f"times {factor:.4g}" if comparison.trial.public else ""
    if len(named) != 1:
        return TIMES.format(factor=shown or "times a number", advice=UNNAMED)
    (known,) = named.values()
    words = f"{shown}, that is, {known.words}" if shown else known.words
    return TIMES.format(factor=words, advice=known.advice)


Fit = Callable[[Array, Array], tuple[Array, Array]]
"""Of answers and right ones, a row each: what fits each row best, and what this makes of it."""


def _fitted_factors(mine: Array, right: Array) -> tuple[Array, Array]:
    squares = (right * right).sum(axis=1, keepdims=True)
    numbers = (mine * right).sum(axis=1, keepdims=True) / np.where(squares > 0, squares, 1)
    return numbers, numbers * right


def _fitted_summands(mine: Array, right: Array) -> tuple[Array, Array]:
    numbers = (mine - right).mean(axis=1, keepdims=True)
    return numbers, numbers + right


def _fits_along(comparison: Comparison, axis: int, fit: Fit) -> bool:
    """Whether the answer is the right one with a number of its own for each index of an axis."""
    mine, right = (
        np.moveaxis(values, axis, 0).reshape(values.shape[axis], -1)
        for values in (comparison.actual, comparison.right)
    )
    rounding = comparison.rounding(right)
    varies = np.ptp(right, axis=1) > CLEAR * rounding.max(axis=1)
    wrong: Bools = np.any(np.abs(mine - right) > rounding, axis=1)
    if right.shape[1] < LEAST_VALUES or varies.sum() < 2 or wrong.sum() < 2:
        return False
    numbers, fitted = fit(mine, right)
    lost: Bools = np.all(np.abs(fitted) <= rounding, axis=1)
    if (lost & wrong).any():
        return False  # what is lost is no factor
    carried = np.maximum(np.abs(numbers), 1) * rounding
    return agree(mine, fitted, right, carried, comparison.rounding)


# ---- added -------------------------------------------------------------------------------------

PLUS_INPUT = (
    "What you return is the right answer plus {name}: {name} is added once more than the formula "
    "says, or not subtracted. Count the terms of the sum, and the signs before them."
)
LESS_INPUT = (
    "What you return is the right answer less {name}: the term {name} is missing in the sum, or "
    "subtracted once more than the formula says. Count the terms of the sum, and their signs."
)
PLUS = (
    "What you return is the right answer plus a constant, the same in every place. A term is "
    "missing or added twice, or something is left over from before the first step."
)
OWN_SUMMANDS = (
    "At each index of axis {axis} what you return is the right answer plus a number that belongs "
    "to this index alone. So what differs between the places is right, and something that is one "
    "number for each index of axis {axis}, such as a mean or a bias, is wrong or missing."
)


def added_to(comparison: Comparison) -> str | None:
    """The right answer plus something."""
    given = [(name, value) for name, value in comparison.named if not isinstance(value, int)]
    by_inputs = []
    for name, value in given:
        if _fits(np.asarray(value), comparison.right):
            if comparison.is_changed(functools.partial(np.add, value)):
                by_inputs.append(PLUS_INPUT.format(name=name))
            if comparison.is_changed(functools.partial(np.add, -value)):
                by_inputs.append(LESS_INPUT.format(name=name))
    if by_inputs:
        return the_only(by_inputs)
    constant = float((comparison.actual - comparison.right).mean())
    enough = len(np.unique(comparison.right)) >= LEAST_VALUES and abs(constant) > LEAST_CHANGE
    if enough and comparison.is_changed(functools.partial(np.add, constant)):
        return PLUS
    return the_only(
        OWN_SUMMANDS.format(axis=axis)
        for axis in range(comparison.right.ndim)
        if comparison.right.ndim > 1 and _fits_along(comparison, axis, _fitted_summands)
    )
