"""The right values in other places, or added up along an axis."""

import functools
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from autograder.checking.tolerance import Array
from autograder.judge.comparison import LEAST_VALUES, Change, Comparison, agree, the_only

MOST_AXES = 4
"""Axes whose permutations are tried."""

# ---- in other places ---------------------------------------------------------------------------

TRANSPOSED = (
    "What you return is the right answer transposed: rows and columns have changed places. Write "
    "the shapes beside each product: inner lengths have to meet, and the outer ones are the "
    "result's. With a square result no error tells you."
)
PERMUTED = (
    "What you return is the right answer with its axes in another order. Write the shape and the "
    "meaning of each axis beside every step, and look where two of them change places: axes of "
    "the same length raise no error."
)
RESHAPED = (
    "The numbers are right and lie in the wrong places, as after a reshape that is to move an "
    "axis. A reshape only counts the same numbers off anew, in the order in which they are "
    "stored. Bring the axes into their order first, then reshape."
)
REVERSED = (
    "What you return is the right answer back to front along axis {axis}. Look at the direction "
    "in which you go through that axis, or whether a kernel is flipped."
)
COPIES = (
    "You return the right {which} entry along axis {axis}, again and again: the others are right "
    "in none of their places. Look at what changes from one pass of your loop to the next, and at "
    "what is indexed with a fixed number."
)
LATE = (
    "What you return is the right answer, one place too late along axis {axis}: each entry is the "
    "one that belongs before it. Look at where you begin to count, and whether a value is stored "
    "before or after its step."
)
EARLY = (
    "What you return is the right answer, one place too early along axis {axis}: each entry is "
    "the one that belongs after it. Look at where you begin to count, and whether a value is "
    "stored before or after its step."
)
REARRANGED = (
    "Along axis {axis} your entries are the right ones, in another order. Something is sorted, "
    "shuffled or put together in another sequence: follow the first entry from the input to the "
    "place where it ends up."
)
ELSEWHERE = (
    "Your numbers are the right ones, and lie in other places. No value is computed wrongly: look "
    "at each step that moves values, a transpose, a reshape, a sort or an index, and follow one "
    "value through it."
)

MOST_ENTRIES = 64
"""Entries along an axis that are looked for in another order."""

LEAST_SHIFTED = 4
"""Entries along an axis from which on a shift by one is told from other changes."""


def moved(comparison: Comparison) -> str | None:
    """The right values in other places."""
    mine, right = comparison.actual, comparison.right
    ways: list[str] = []
    ways += [words for change, words in _of_axes(right) if comparison.is_changed(change)]
    for axis, length in enumerate(right.shape):
        if length > 1:
            ways += _along(comparison, axis, length)
    if not ways:
        ways += [
            REARRANGED.format(axis=axis)
            for axis, length in enumerate(right.shape)
            if right.ndim > 1 and 1 < length <= MOST_ENTRIES and _is_rearranged(comparison, axis)
        ]
    if len(set(ways)) == 1:
        return ways[0]
    ranked = np.sort(mine, axis=None).reshape(right.shape)
    in_order = replace(
        comparison, actual=ranked, right=np.sort(right, axis=None).reshape(right.shape)
    )
    moved = comparison.is_wrong.sum() >= LEAST_VALUES and not in_order.is_wrong.any()
    distinct = len(np.unique(right[comparison.is_wrong])) >= LEAST_VALUES
    return ELSEWHERE if moved and distinct else the_only(ways)


def _of_axes(right: Array) -> Iterator[tuple[Change, str]]:
    """The right answer with its axes in every other order, and laid out as if they were."""
    if not 2 <= right.ndim <= MOST_AXES:
        return
    for order in itertools.permutations(range(right.ndim)):
        if order == tuple(range(right.ndim)):
            continue
        if right.transpose(order).shape == right.shape:
            words = TRANSPOSED if right.ndim == 2 else PERMUTED
            yield functools.partial(np.transpose, axes=order), words
        else:
            yield functools.partial(_reshaped, order=order), RESHAPED


def _reshaped(right: Array, order: tuple[int, ...]) -> Array:
    return right.transpose(order).reshape(right.shape)


def _along(comparison: Comparison, axis: int, length: int) -> Iterator[str]:
    """What may happen to the entries along one axis."""
    right = comparison.right
    if comparison.is_changed(functools.partial(np.flip, axis=axis)):
        yield REVERSED.format(axis=axis)
    for which, index in (("first", 0), ("last", length - 1)):
        if right.ndim > 1 and comparison.is_changed(
            functools.partial(_copies, index=index, axis=axis)
        ):
            yield COPIES.format(which=which, axis=axis)
    if length >= LEAST_SHIFTED:
        mine, truth = np.moveaxis(comparison.actual, axis, 0), np.moveaxis(right, axis, 0)
        for words, my, their in (
            (LATE, slice(1, None), slice(-1)),
            (EARLY, slice(-1), slice(1, None)),
        ):
            if agree(
                mine[my],
                truth[their],
                truth[my],
                comparison.rounding(truth[their]),
                comparison.rounding,
            ):
                yield words.format(axis=axis)


def _copies(right: Array, index: int, axis: int) -> Array:
    return np.broadcast_to(np.take(right, [index], axis), right.shape)


def _is_rearranged(comparison: Comparison, axis: int) -> bool:
    """Whether the entries along an axis are the right ones in another order."""
    mine, right = np.moveaxis(comparison.actual, axis, 0), np.moveaxis(comparison.right, axis, 0)
    left = list(range(len(right)))
    order = []
    for entry in mine:
        found = [
            index
            for index in left
            if (np.abs(entry - right[index]) <= 2 * comparison.rounding(right[index])).all()
        ]
        if not found:
            return False
        order.append(found[0])
        left.remove(found[0])
    return comparison.is_changed(functools.partial(np.take, indices=order, axis=axis))


# ---- summed up ---------------------------------------------------------------------------------

RUNNING = (
    "What you return is the running sum of the right answer along axis {axis}: each entry holds "
    "those before it as well. Something is added on from one step to the next that should begin "
    "anew."
)
STEPS = (
    "The right answer is the running sum of what you return along axis {axis}: each of your "
    "entries is only its own step. Carry the sum on from one entry to the next."
)
SUMMED = (
    "Along axis {axis} you return one number, the {what} of the right entries, in every place. "
    "That axis is to be kept: look where it is reduced."
)


def summed_up(comparison: Comparison) -> str | None:
    """Sums of the right values along an axis."""

    def found() -> Iterator[str]:
        for axis, length in enumerate(comparison.right.shape):
            if length < LEAST_VALUES:
                continue
            if comparison.is_changed(functools.partial(np.cumsum, axis=axis)):
                yield RUNNING.format(axis=axis)
            if comparison.is_changed(functools.partial(_steps, axis=axis)):
                yield STEPS.format(axis=axis)
            for what, reduce in (("sum", np.sum), ("mean", np.mean)):
                if comparison.right.ndim > 1 and comparison.is_changed(
                    functools.partial(_reduced, reduce=reduce, axis=axis)
                ):
                    yield SUMMED.format(axis=axis, what=what)

    return the_only(found())


def _steps(right: Array, axis: int) -> Array:
    return np.diff(right, axis=axis, prepend=0)


def _reduced(right: Array, reduce: Callable[..., Array], axis: int) -> Array:
    return np.broadcast_to(reduce(right, axis=axis, keepdims=True), right.shape)
