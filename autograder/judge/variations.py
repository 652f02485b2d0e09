"""The reference on other inputs, and whether a wrong answer is right for these.

An answer that is right for the first sample alone, in evaluation, or for 1 - p comes from code
that treats the case so. The reference runs only on inputs it might have been given.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checking.tolerance import Array
from autograder.judge.comparison import Comparison, Run
from autograder.worker.arrays import map_arrays

OTHER_MODES = {"train": ("test", "eval"), "test": ("train",), "eval": ("train",)}
"""What a text may be instead, where an input is one of these."""

USUAL = {
    "eps": (1e-5, 1e-8, 1e-3),
    "momentum": (0.9, 0.1),
    "negative_slope": (0.01,),
    "alpha": (1.0,),
}
"""Numbers that are often written down in code in place of an input of that name."""

MOST_SAMPLES = 32
"""Samples for which the reference is run one by one."""

LEAST_SAMPLES = 2


def variation(comparison: Comparison, run: Run) -> str:
    """What a wrong answer is right for instead, in words; "" for nothing that is tried."""

    def is_right_for(inputs: dict[str, Any]) -> bool:
        values = run(replace(comparison.trial, inputs=inputs)).get(comparison.output)
        return values is not None and comparison.is_instead(values, comparison.rounding(values))

    return (
        _other_mode(comparison, is_right_for)
        or _other_number(comparison, is_right_for)
        or _other_batch(comparison, is_right_for)
        or _alone(comparison, run)
    )


IsRightFor = Callable[[dict[str, Any]], bool]

# ---- modes and numbers -------------------------------------------------------------------------

MODE = (
    "Your answer is right for {name} {other}, and this case has {name} {given}. The two do "
    "different things: look at where your code asks which one it is in, and at what happens when "
    "it doesn't ask."
)
ONE_MINUS = (
    "Your answer is right for 1 - {name} in the place of {name}: the two have been swapped. Say "
    "in words what {name} is the share of, and check each place where it, or 1 - {name}, stands."
)
NUMBER = (
    "Your answer is right for {name} = {number}, and not for the {name} that this case has. Look "
    "at where {name} comes in: it is left out, or a fixed number stands in its place."
)
UNUSED = (
    "Your answer is right for another {name} than the one that is given. Look at where {name} "
    "comes in: it is left out, or a fixed number stands in its place."
)


def _other_mode(comparison: Comparison, is_right_for: IsRightFor) -> str:
    inputs = comparison.trial.inputs
    for path, value in _leaves(inputs):
        others: tuple[Any, ...] = ()
        if isinstance(value, bool):
            others = (not value,)
        elif isinstance(value, str):
            others = OTHER_MODES.get(value, ())
        for other in others:
            if is_right_for(_replaced(inputs, path, other)):
                return MODE.format(name=path[-1], other=other, given=value)
    return ""


def _other_number(comparison: Comparison, is_right_for: IsRightFor) -> str:
    """One number of the inputs that was another; "" if it may be this one or that."""
    inputs = comparison.trial.inputs
    found: dict[str, list[str]] = {}
    for path, value in _leaves(inputs):
        for other, meaning in _other_values(path[-1], value):
            if is_right_for(_replaced(inputs, path, other)):
                found.setdefault(path[-1], []).append(meaning)
    if len(found) != 1:
        return ""
    ((name, words),) = found.items()
    return words[0] if len(words) == 1 else UNUSED.format(name=name)


def _other_values(name: str, value: Any) -> Iterator[tuple[float, str]]:
    """What a number may have been taken for; whole numbers only for 1, which is always small."""
    if isinstance(value, bool):
        return
    if isinstance(value, int) and value > 1:
        yield 1, NUMBER.format(name=name, number=1)
    if not isinstance(value, float):
        return
    if 0 < value < 1:
        yield 1 - value, ONE_MINUS.format(name=name)
    for number in (0.0, 1.0, *USUAL.get(name, ())):
        if number != value:
            yield number, NUMBER.format(name=name, number=f"{number:g}")


# ---- the batch ---------------------------------------------------------------------------------

FIRST = (
    "Your answer is right for a batch that holds the {which} sample alone. All samples count: "
    "look whether a loop ends after one, whether each overwrites what the one before has left, or "
    "whether an index stands where a sum over the batch belongs."
)
ALONE = (
    "Each sample of your answer is right for a batch that holds this sample alone. What belongs "
    "to the whole batch, such as a mean over all samples, is computed for one sample at a time: "
    "look at the axes that you reduce."
)


def _other_batch(comparison: Comparison, is_right_for: IsRightFor) -> str:
    """Inputs cut to the first or to the last sample."""
    samples = _samples(comparison)
    if samples is None:
        return ""
    for which, index in (("first", 0), ("last", samples - 1)):
        if is_right_for(_cut(comparison, samples, index)):
            return FIRST.format(which=which)
    return ""


def _alone(comparison: Comparison, run: Run) -> str:
    """Inputs cut to each sample, the answers put together."""
    samples = _samples(comparison)
    if samples is None or samples > MOST_SAMPLES or len(comparison.right) != samples:
        return ""
    parts: list[Array] = []
    for index in range(samples):
        trial = replace(comparison.trial, inputs=_cut(comparison, samples, index))
        values = run(trial).get(comparison.output)
        if values is None or values.shape != (1, *comparison.right.shape[1:]):
            return ""
        parts.append(values)
    together = np.concatenate(parts)
    return ALONE if comparison.is_instead(together, comparison.rounding(together)) else ""


def _samples(comparison: Comparison) -> int | None:
    """The number of samples, where there is no doubt which arrays hold one entry for each."""
    arrays = [value for _, value in comparison.named if isinstance(value, np.ndarray)]
    batches = [array for array in arrays if array.ndim > 1]
    if not batches or comparison.right.ndim == 0:
        return None
    samples = len(batches[0])
    doubtful = any(samples in array.shape[1:] for array in batches)
    return None if samples < LEAST_SAMPLES or doubtful else samples


def _cut(comparison: Comparison, samples: int, index: int) -> dict[str, Any]:
    def one(array: Array) -> Array:
        return array[index : index + 1] if array.ndim and len(array) == samples else array

    cut: dict[str, Any] = map_arrays(comparison.trial.inputs, one)
    return cut


# ---- trees of inputs ---------------------------------------------------------------------------

Path = tuple[str, ...]


def _leaves(tree: dict[str, Any], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """What isn't a dict in a tree of dicts, each with its way there."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, str(key)))
        else:
            yield (*path, str(key)), value


def _replaced(tree: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    first, *rest = path
    return {**tree, first: _replaced(tree[first], tuple(rest), value) if rest else value}
