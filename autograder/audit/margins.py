"""How far the nearest wrong answer is from what is allowed, for each output."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from autograder.audit.kills import Fate, Key
from autograder.checking.tolerance import Tolerances

ROUNDING = 1e-3
"""Units that any answer may be off by the order of its sums."""

FINE = ("float64", "float32")
"""The dtypes in which a small mistake is many units."""


@dataclass(frozen=True)
class Margin:
    """The smallest deviation of a wrong solution, as a multiple of what is allowed, and whose."""

    times: float
    name: str


def margins(
    fates: Iterable[Fate], tolerances: Tolerances, honest: Mapping[Key, float] | None = None
) -> dict[Key, Margin]:
    """The margin of each output, on each device and in each dtype, that tells a wrong solution.

    A wrong solution needs to be told by one output of a question, not by all: it counts for the
    one that tells it best, by its largest deviation over all cases. So the fates must be those of
    every case. In a dtype in which it passes it doesn't count, unless it passes in all: then its
    margin is below 1. Nor does it in half precision or under autocast, which make little of small
    mistakes, where a dtype of FINE tells it too. What is off by no more than `honest` (in units) is
    no wrong answer at all.
    """
    nearest: dict[Key, Margin] = {}
    for fate in fates:
        for key, times in _telling(fate, tolerances, honest or {}).items():
            if key not in nearest or times < nearest[key].times:
                nearest[key] = Margin(times, fate.name)
    return nearest


def _telling(fate: Fate, tolerances: Tolerances, honest: Mapping[Key, float]) -> dict[Key, float]:
    """For each question and place, the output that is farthest from what is allowed."""
    best: dict[Key, Key] = {}
    ratios = fate.ratios(tolerances)
    for key, times in ratios.items():
        if fate.deviations[key] > max(ROUNDING, honest.get(key, 0.0)):
            question, place = key[0].partition(".")[0], key[1]
            if times > ratios.get(best.get((question, place), ("", "")), 0.0):
                best[question, place] = key
    told = {each: ratios[key] for each, key in best.items() if ratios[key] > 1 or fate.survived}
    finely = {
        question for (question, place), times in told.items() if _is_fine(place) and times > 1
    }
    return {
        best[question, place]: times
        for (question, place), times in told.items()
        if _is_fine(place) or question not in finely
    }


def _is_fine(place: str) -> bool:
    """Of "device-dtype"."""
    return place.partition("-")[2] in FINE
