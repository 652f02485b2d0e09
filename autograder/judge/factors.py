"""Numbers that a mistake multiplies an answer by: sizes, their roots, the inputs' own numbers."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.checking.tolerance import Array
from autograder.judge.comparison import Comparison

UNNAMED = (
    "A factor is missing, one too many, or another than it should be: a sum in the place of a "
    "mean, for example, or a number in the place of an input."
)
TOO_LARGE = "Look for a sum where a mean belongs, or a division that is missing."
TOO_SMALL = "Look for a mean where a sum belongs, or a division that is done twice."
ROOT = "Look for a root that is missing or one too many: a variance is no standard deviation."
ONE_LESS = "Look at which of the two a sum of squares is divided by, n or n - 1."
GIVEN = (
    "Look for the step that scales by it: is it missing, done twice, or done the other way round?"
)
TWICE = "Look for a 2 that is missing or one too many, as in the derivative of a square."


@dataclass(frozen=True)
class Factor:
    """A number, what it is in words ("divided by the number of rows of x"), and where to look."""

    value: float
    words: str
    advice: str


def factors(comparison: Comparison) -> Iterator[Factor]:
    """The factors that have a name, 1 and 0 left out."""
    for size, name in _sizes(comparison).items():
        yield Factor(size, f"times {name}", TOO_LARGE)
        yield Factor(1 / size, f"divided by {name}", TOO_SMALL)
        yield Factor(math.sqrt(size), f"times the root of {name}", ROOT)
        yield Factor(1 / math.sqrt(size), f"divided by the root of {name}", ROOT)
        less = size / (size - 1)
        yield Factor(less, f"times n / (n - 1), n being {name}", ONE_LESS)
        yield Factor(1 / less, f"times (n - 1) / n, n being {name}", ONE_LESS)
        yield Factor(math.sqrt(less), f"times the root of n / (n - 1), n being {name}", ONE_LESS)
        yield Factor(
            1 / math.sqrt(less), f"times the root of (n - 1) / n, n being {name}", ONE_LESS
        )
    for name, number in dict(comparison.named).items():
        if isinstance(number, float) and 0 < number < math.inf and number != 1:
            yield from _of_given(name, number)
    yield Factor(2.0, "times 2", TWICE)
    yield Factor(0.5, "divided by 2", TWICE)
    yield Factor(math.sqrt(2), "times the root of 2", TWICE)
    yield Factor(math.sqrt(0.5), "divided by the root of 2", TWICE)


def _of_given(name: str, number: float) -> Iterator[Factor]:
    yield Factor(number, f"times {name}", GIVEN)
    yield Factor(1 / number, f"divided by {name}", GIVEN)
    yield Factor(number**2, f"times the square of {name}", GIVEN)
    yield Factor(number**-2, f"divided by the square of {name}", GIVEN)
    yield Factor(math.sqrt(number), f"times the root of {name}", GIVEN)
    yield Factor(1 / math.sqrt(number), f"divided by the root of {name}", GIVEN)
    if number < 1:
        yield Factor(1 - number, f"times 1 - {name}", GIVEN)
        yield Factor(1 / (1 - number), f"divided by 1 - {name}", GIVEN)


def _sizes(comparison: Comparison) -> dict[int, str]:
    """Lengths and counts of the input arrays above 1, each with what it is the number of.

    Arrays share their lengths: the largest one names a number. Of one that it has twice, no more is
    said than that.
    """
    named: dict[int, str] = {}
    for name, array in sorted(comparison.arrays, key=lambda entry: -entry[1].ndim):
        own: dict[int, str] = {}
        for size, words in _counts(name, array):
            own[size] = words if size not in own else f"one of the lengths of {name}"
        named = own | named
    return {size: words for size, words in named.items() if size > 1}


def _counts(name: str, array: Array) -> Iterator[tuple[int, str]]:
    for axis, length in enumerate(array.shape):
        yield length, f"the length of {name} along axis {axis}"
        if array.ndim > 2 and length:
            yield array.size // length, f"the number of values of {name} at an index of axis {axis}"
    if array.ndim > 1:
        yield array.size, f"the number of values in {name}"
