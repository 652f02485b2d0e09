"""How a wrong answer comes from the right one: scaled, negated, transposed, summed up, and so on.

Each relation is read off by equality at every place, within what rounding may make, and says
nothing where it holds for the right answer too. Where two of different families hold, as in data
that is symmetric, neither is told. Of a hidden case no number is: a hidden input may be in it.
"""

import numpy as np

from autograder.checking.tolerance import Array
from autograder.judge.amounts import added_to, multiplied
from autograder.judge.comparison import CLEAR, Change, Comparison, Run, Values, the_only
from autograder.judge.places import moved, summed_up
from autograder.judge.regions import region
from autograder.judge.variations import variation

DTYPES = ("float64", "float32")
"""In these equality is beyond doubt; half precision agrees with too much."""


def relation(comparison: Comparison, right: Values, run: Run) -> str:
    """How a wrong output comes from the right one, in words; "" if in none of these ways.

    right  all right outputs of the case
    run    the reference on other inputs
    """
    if comparison.trial.precision not in DTYPES or not comparison.is_wrong.any():
        return ""
    with np.errstate(all="ignore"):  # an answer may hold infinities
        return (
            _thoughtless(comparison, right)
            or variation(comparison, run)
            or _changed(comparison)
            or region(comparison)
        )


# ---- answers that owe nothing to the right one -------------------------------------------------


def _thoughtless(comparison: Comparison, right: Values) -> str:
    """An answer that is no number, zero, constant, an input, or the answer to something else."""
    mine, truth = comparison.actual, comparison.right
    if mine.size < 2 or not np.isfinite(truth).all():
        return ""
    if np.isnan(mine).all():
        return NAN
    if not mine.any():
        return ZEROS if (np.abs(truth) > CLEAR * comparison.rounding(truth)).any() else ""
    if np.ptp(mine) == 0:
        return CONSTANT if np.ptp(truth) > CLEAR * comparison.rounding(truth).max() else ""
    for name, given in comparison.arrays:
        if comparison.is_instead(given):
            return COPIED.format(name=name, output=comparison.output)
    for name, other in right.items():
        if name != comparison.output and comparison.is_instead(other):
            return OTHER.format(name=name, output=comparison.output)
    return ""


NAN = (
    "Not one of your values is a number. Something divides 0 by 0, subtracts infinities, or takes "
    "a root or a logarithm of what is negative; what comes after can't undo it. Follow one value "
    "step by step and look at the first that is NaN."
)
ZEROS = (
    "What you return is all zeros. The result is computed and not stored in what you return, or "
    "one factor of it is 0 everywhere. Look at each factor on its own, from the last step "
    "backwards."
)
CONSTANT = (
    "What you return is the same number in every place, and the right answer differs from place "
    "to place. Look at the first step from which on yours doesn't: all values may be summed or "
    "averaged at once, an index may stand still, or an input may be left out."
)
COPIED = (
    "What you return as {output} is the input {name}, unchanged. The step that this question is "
    "about has no effect: its result is not what you return, or the input is taken where the "
    "result was meant."
)
OTHER = (
    "Where {output} is expected, there is the right {name}. So the formula is there, and its "
    "result is in the wrong place: look at the order in which results are returned and taken "
    "apart, and whether one array is written into another."
)


# ---- the right one, changed --------------------------------------------------------------------


def _changed(comparison: Comparison) -> str:
    """The one way in which the answer is the right one changed; "" where there are two."""
    mine, right = comparison.actual, comparison.right
    if right.size < 2 or not (np.isfinite(right).all() and np.isfinite(mine).all()):
        return ""
    families = (_recomputed, moved, summed_up, multiplied, added_to)
    told = [words for words in (family(comparison) for family in families) if words is not None]
    return told[0] if len(told) == 1 else ""


def _recomputed(comparison: Comparison) -> str | None:
    """A function of each right value."""
    return the_only(words for change, words in FUNCTIONS if comparison.is_changed(change))


def _squared(right: Array) -> Array:
    return right * right


def _one_minus(right: Array) -> Array:
    return 1 - right


FUNCTIONS: tuple[tuple[Change, str], ...] = (
    (
        _squared,
        "What you return is the square of the right answer: a square root is missing at the end, "
        "or something is squared twice. A variance and a mean of squares are squares; a standard "
        "deviation and a norm are their roots.",
    ),
    (
        np.sqrt,
        "What you return is the square root of the right answer: one root too many is taken, or a "
        "square is missing. A variance and a mean of squares are squares; a standard deviation "
        "and a norm are their roots.",
    ),
    (
        np.abs,
        "What you return is the right answer without its signs. The size is right in every place, "
        "and what is negative has become positive: look for an absolute value, a norm, or a "
        "square of which the root is taken.",
    ),
    (
        np.exp,
        "What you return is the exponential of the right answer: a logarithm is missing at the "
        "end, or an exponential is taken where the question asks for what stands in the exponent.",
    ),
    (
        np.log,
        "What you return is the logarithm of the right answer: the question asks for the values "
        "themselves, so an exponential is missing at the end, or the logarithm is taken too early.",
    ),
    (
        np.reciprocal,
        "What you return is one over the right answer: what is divided and what it is divided by "
        "have changed places.",
    ),
    (
        _one_minus,
        "What you return is 1 minus the right answer: the share of the others. Look which of the "
        "two events is counted, and which of two probabilities is meant.",
    ),
)
