"""A wrong output beside the right one, and when it equals something else beyond doubt."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.checking.tolerance import Array, deviation, unit
from autograder.checking.trial import Trial

Bools = npt.NDArray[np.bool_]

Values = Mapping[str, Array]
"""Float outputs of an exercise by name."""

Run = Callable[[Trial], Values]
"""What is right for other inputs; nothing where they mean nothing."""

Change = Callable[[Array], Array]
"""What a mistake makes of the right answer."""

CLEAR = 10
"""Times as far from the right answer as rounding may carry: less says nothing."""

LEAST_VALUES = 3
"""Places that an unknown number has to fit: through fewer, one can always be found."""

LEAST_PLACES = 2
"""Places that have to tell one value from another: a single one agrees with too many guesses."""


@dataclass(frozen=True)
class Comparison:
    """A wrong output and the right one, of one shape, in float64.

    allowed  the deviation that passes, in units of the tolerance: what rounding may make
    """

    trial: Trial
    output: str
    actual: Array
    right: Array
    allowed: float

    @cached_property
    def is_wrong(self) -> Bools:
        """Where the answer is wrong."""
        wrong: Bools = deviation(self.actual, self.right, self.trial.precision) > self.allowed
        return wrong

    @cached_property
    def is_clear(self) -> bool:
        """Whether no place is only just wrong: there it would be left to rounding which are."""
        wrong = self.is_wrong
        measured = deviation(self.actual[wrong], self.right[wrong], self.trial.precision)
        return bool((measured > CLEAR * self.allowed).all())

    @cached_property
    def named(self) -> list[tuple[str, Any]]:
        """The inputs that are arrays or numbers, each with its name, also those within others."""
        return list(leaves(self.trial.inputs))

    @cached_property
    def arrays(self) -> list[tuple[str, Array]]:
        """The inputs that are arrays of floats."""
        return [
            (name, value)
            for name, value in self.named
            if isinstance(value, np.ndarray) and value.dtype.kind == "f"
        ]

    def rounding(self, values: Array) -> Array:
        """What rounding may make of such values, at each place."""
        return self.allowed * unit(values, self.trial.precision)

    def is_changed(self, change: Change) -> bool:
        """Whether the answer is the right one, changed so, and can't be anything else.

        A right answer's own rounding goes through the change as well, which may enlarge it.
        """
        if self.right.size < LEAST_PLACES or np.ptp(self.right) <= self.rounding(self.right).max():
            return False  # what is the same in every place is changed in many ways at once
        with np.errstate(all="ignore"):
            candidate = change(self.right)
            carried = np.abs(change(self.right + self.rounding(self.right)) - candidate)
        return self.is_instead(candidate, carried)

    def is_instead(self, candidate: Array, carried: Array | float = 0.0) -> bool:
        """Whether the answer is this one, which is clearly another than the right one."""
        if candidate.shape != self.right.shape:
            return False
        return agree(self.actual, candidate, self.right, carried, self.rounding)


def agree(
    actual: Array, candidate: Array, right: Array, carried: Array | float, rounding: Change
) -> bool:
    """Whether an answer equals a candidate, where several places tell this from the right one."""
    if not (np.isfinite(candidate).all() and np.isfinite(actual).all()):
        return False
    bound: Array = carried + rounding(candidate)
    if not np.isfinite(bound).all() or (np.abs(actual - candidate) > bound).any():
        return False
    clear = CLEAR * (bound + rounding(right))
    tells = np.abs(candidate - right) > clear
    if tells.sum() < LEAST_PLACES:
        return False
    return bool(np.ptp(candidate[tells]) > bound[tells].min())


def the_only(words: Iterable[str], otherwise: str | None = None) -> str | None:
    """The one thing that can be said; "" where several can; `otherwise` where nothing can."""
    found = list(dict.fromkeys(words))
    if not found:
        return otherwise
    return found[0] if len(found) == 1 else ""


def leaves(tree: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The arrays and numbers in a tree of inputs, each with its innermost name."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, str(key))
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from leaves(value, name)
    elif isinstance(tree, np.ndarray | int | float) and not isinstance(tree, bool):
        yield name, tree
