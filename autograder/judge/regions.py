"""Where an answer is wrong, when that says why: in one row, at the border, where x is negative.

A region is told when the wrong places fill it and nothing outside is wrong, and when so many
places would hardly lie there by chance.
"""

import math
from collections.abc import Iterator

import numpy as np

from autograder.checking.tolerance import Array
from autograder.judge.comparison import Bools, Comparison

CHANCE = 1e-3
"""The largest probability with which as many places, at random, would lie in a region."""

LEAST_ENTRIES = 3
"""Entries along an axis from which on one of them is told from the others."""


def region(comparison: Comparison) -> str:
    """Where a wrong answer is wrong, in words; "" if that is nowhere in particular."""
    wrong = comparison.is_wrong
    if wrong.size < LEAST_ENTRIES or not wrong.any():
        return ""
    with np.errstate(invalid="ignore"):
        broken = ~np.isfinite(comparison.actual) & np.isfinite(comparison.right)
    if broken.any():
        kind = "NaN" if np.isnan(comparison.actual[broken]).all() else "not finite"
        return _of_values(comparison, broken, kind)
    if wrong.all() or not comparison.is_clear:
        return ""
    return _of_entries(comparison) or _of_border(wrong) or _of_values(comparison, wrong, "wrong")


# ---- along an axis -----------------------------------------------------------------------------

ONLY = (
    "Only the {which} {entry} is right: look at what the others are left with. A loop may end too "
    "early, a result may be returned from inside of it, or a part of the array may never be "
    "filled."
)
ALL_BUT = (
    "Every {entry} is right but the {which} one. Look at where you begin and end: the bounds of a "
    "loop, a slice that leaves one out, or a step that needs what comes before it or after it."
)


def _of_entries(comparison: Comparison) -> str:
    """One entry along an axis that is right, or wrong, on its own."""
    found = []
    for axis in range(comparison.right.ndim):
        wrong, mine, right = (
            np.moveaxis(values, axis, 0).reshape(values.shape[axis], -1)
            for values in (comparison.is_wrong, comparison.actual, comparison.right)
        )
        if len(wrong) < LEAST_ENTRIES:
            continue
        touched: Bools = np.any(wrong, axis=1)
        all_wrong: Bools = touched & np.all(wrong | (right == 0), axis=1)
        entry = _entry(comparison.right.ndim, axis)
        for which, index in (("first", 0), ("last", len(wrong) - 1)):
            others = np.delete(all_wrong, index)
            tells = np.count_nonzero(right[index]) > 1 or np.ptp(np.delete(mine, index, 0)) == 0
            if not touched[index] and others.all() and tells:
                found.append(ONLY.format(which=which, entry=entry))
            if all_wrong[index] and not np.delete(touched, index).any():
                found.append(ALL_BUT.format(which=which, entry=entry))
    return found[0] if len(found) == 1 else ""


def _entry(axes: int, axis: int) -> str:
    if axes == 1:
        return "value"
    if axes == 2:
        return ("row", "column")[axis]
    return f"entry along axis {axis}"


# ---- at the border -----------------------------------------------------------------------------

BORDER = (
    "Right in the middle, wrong at the border of the last two axes alone. There a window reaches "
    "beyond the edge: look at the padding, how wide it is, what it is filled with, and whether a "
    "mean counts the padded places."
)


def _of_border(wrong: Bools) -> str:
    if wrong.ndim < 2 or min(wrong.shape[-2:]) < LEAST_ENTRIES:
        return ""
    border = np.ones(wrong.shape, bool)
    border[..., 1:-1, 1:-1] = False
    sides = [wrong[..., 0, :], wrong[..., -1, :], wrong[..., 0], wrong[..., -1]]
    all_around = all(side.any() for side in sides)
    return BORDER if all_around and _fills(wrong, border) else ""


# ---- where a value is so and so ----------------------------------------------------------------

WHERE = (
    "Your answer is wrong only where {what}; everywhere else it is right. So one case of the "
    "formula is left out or taken for another: work out by hand what should come out at one such "
    "place."
)
BROKEN = (
    "Your answer is {kind} only where {what}; everywhere else it is a number. Something is "
    "computed there that has no value, or too large a one: a division by 0, a root or a logarithm "
    "of what is negative, an exponential of what is large."
)
FAR = (
    "Your answer is {kind} only where {what}. Something is cut off there, loses its digits, or "
    "grows beyond what a number can hold, most often an exponential: write the formula so that no "
    "intermediate value is that large."
)


def _of_values(comparison: Comparison, wrong: Bools, kind: str) -> str:
    """Where an input is 0, negative, positive or extreme; where the right answer is 0."""
    inputs = {name: value for name, value in comparison.arrays if value.shape == wrong.shape}
    words = WHERE if kind == "wrong" else BROKEN
    found = [
        words.format(kind=kind, what=what)
        for name, value in inputs.items()
        for what, where in _parts(name, value)
        if _fills(wrong, where, exactly_is_enough=not value[where].any())
    ]
    if not found and _fills(wrong, comparison.right == 0, exactly_is_enough=True):
        found = [words.format(kind=kind, what="the right answer is 0")]
    if not found:
        found = [
            FAR.format(kind=kind, what=what)
            for name, value in inputs.items()
            for what in _extremes(name, value, wrong)
        ]
    return found[0] if len(found) == 1 else ""


def _parts(name: str, value: Array) -> Iterator[tuple[str, Bools]]:
    yield f"{name} is 0", value == 0
    yield f"{name} is negative", value < 0
    yield f"{name} is positive", value > 0


def _extremes(name: str, value: Array, wrong: Bools) -> Iterator[str]:
    """In which way the wrong places are those with the most extreme values, if they are."""
    if wrong.all() or _chance(int(wrong.sum()), int(wrong.sum()), wrong.size) > CHANCE:
        return
    for what, measured in (
        (f"{name} is largest", value),
        (f"{name} is lowest", -value),
        (f"{name} is largest in size", np.abs(value)),
    ):
        if measured[wrong].min() > measured[~wrong].max():
            yield what
            return


def _fills(wrong: Bools, where: Bools, *, exactly_is_enough: bool = False) -> bool:
    """Whether the wrong places are those of a region, or most of them, and that is no accident."""
    count, size = int(wrong.sum()), int(where.sum())
    if size == wrong.size or (wrong & ~where).any() or 2 * count < size:
        return False
    if exactly_is_enough and count == size:
        return True
    return _chance(count, size, wrong.size) <= CHANCE


def _chance(count: int, size: int, places: int) -> float:
    """The probability that so many places, drawn at random, all lie in a region of that size."""
    return math.exp(
        math.lgamma(size + 1)
        - math.lgamma(size - count + 1)
        - math.lgamma(places + 1)
        + math.lgamma(places - count + 1)
    )
