"""Answers that chance has a part in: the same question, asked twice, has two answers.

Two such answers are never equal, so that a mistake which answers by chance is known by what it may
answer: it is run many times, and says how much of its answer is always the same, and which values
the rest has.
"""

from collections.abc import Sequence

import numpy as np

from autograder.checking.judgement import Expected
from autograder.checking.tolerance import Tolerances, deviation
from autograder.checking.trial import Trial
from autograder.worker.arrays import Output
from autograder.worker.dtypes import Array

RUNS = {"numpy": 48, "torch": 16}
"""Runs of an example from which its possible answers are known; those of networks take longer."""

LOOKS = {"numpy": 8, "torch": 2}
"""Runs after which an example that gave the same each time is one that always does."""

FEW = 4
"""Different values over all runs, up to which a number has no others."""

VARIES = (
    "The same inputs, given to your code twice, had two different answers in {output}. The right "
    "one is the same each time, whatever is drawn. Look for random numbers that reach it and "
    "should not; for memory that is read before it is written, as that of np.empty; and for "
    "variables that keep something from one call to the next."
)


def differing(trial: Trial, one: Expected, other: Expected, tolerances: Tolerances) -> list[str]:
    """The outputs in which two answers to a case differ, beyond what rounding may make of them."""
    judged = [name for name in {**one, **other} if name not in trial.distributions]
    return [
        name
        for name in judged
        if name not in one
        or name not in other
        or not _is_same(one[name], other[name], trial.precision, _allowed(trial, name, tolerances))
    ]


def may_be_one_of(
    trial: Trial, mine: Expected, runs: Sequence[Expected], tolerances: Tolerances
) -> bool:
    """Whether an answer may be one more run of what has given these."""
    for name, output in mine.items():
        if any(name not in run or not has_form_of(output, run[name]) for run in runs):
            return False
        known = [run[name] for run in runs]
        allowed = _allowed(trial, name, tolerances)
        if name not in trial.distributions and not _is_among(
            output, known, trial.precision, allowed
        ):
            return False
    return all(run.keys() == mine.keys() for run in runs)


def _is_among(mine: Output, runs: Sequence[Output], dtype: str, allowed: float) -> bool:
    """Whether values may be one more run.

    Where all runs agree, they have to agree as well; where a number has few values, to have one of
    these; where it has many, to lie as near to them as they do to each other.
    """
    values = [output.values for output in runs if output.values is not None]
    if mine.values is None or len(values) < len(runs):
        return mine.values is None and not values
    known, answer = np.stack(values).reshape(len(runs), -1), mine.values.reshape(-1)
    is_one = np.array([_near(answer, run, dtype, allowed) for run in known]).any(axis=0)
    has_many = np.array([len(np.unique(numbers)) > FEW for numbers in known.T], bool)
    with np.errstate(all="ignore"):  # there may be infinities
        low, high = known.min(axis=0).astype(float), known.max(axis=0).astype(float)
        is_near = (answer >= 2 * low - high) & (answer <= 2 * high - low)
    return bool((is_one | (has_many & is_near)).all())


def _is_same(one: Output, other: Output, dtype: str, allowed: float) -> bool:
    if one.values is None or other.values is None or not has_form_of(one, other):
        return has_form_of(one, other)
    return bool(_near(one.values, other.values, dtype, allowed).all())


def has_form_of(one: Output, other: Output) -> bool:
    """Whether two outputs are of one form, wherever they lie."""
    return (one.kind, one.dtype, one.shape, one.text) == (
        other.kind,
        other.dtype,
        other.shape,
        other.text,
    )


def _near(one: Array, other: Array, dtype: str, allowed: float) -> Array:
    """For each element, whether the two are the same but for rounding; NaN is the same as NaN."""
    if one.dtype.kind != "f":
        return np.asarray(one == other)
    mine, theirs = (np.atleast_1d(array).astype(np.float64) for array in (one, other))
    near = np.isnan(mine) & np.isnan(theirs)
    numbers = ~(np.isnan(mine) | np.isnan(theirs))
    near[numbers] = deviation(mine[numbers], theirs[numbers], dtype) <= allowed
    return near


def _allowed(trial: Trial, name: str, tolerances: Tolerances) -> float:
    return tolerances.of(trial.question, name, trial.device, trial.precision)
