"""What a class earned: all hand-ins with a result count, and one that can't be opened has 0."""

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.report.class_report.records import ClassResults
from autograder.report.report import DIGITS

BINS = 20
"""Bars of the distribution of scores."""


@dataclass(frozen=True)
class Scores:
    """The distribution of all scores.

    bins  how many lie in each twentieth of the points; the last one holds full marks as well
    """

    count: int
    mean: float
    median: float
    lower: float
    upper: float
    deviation: float
    bins: tuple[int, ...]


def scores_of(results: ClassResults) -> Scores:
    """The distribution of the scores of all that have a result; zeros if none has."""
    scores = sorted(hand_in.score for hand_in in results.hand_ins if hand_in.is_graded)
    bins = [0] * BINS
    for score in scores:
        bins[bin_of(score, results.points)] += 1
    if not scores:
        return Scores(0, 0.0, 0.0, 0.0, 0.0, 0.0, tuple(bins))
    lower, median, upper = (
        statistics.quantiles(scores, n=4, method="inclusive") if scores[1:] else scores * 3
    )
    mean, deviation = statistics.fmean(scores), statistics.pstdev(scores)
    return Scores(len(scores), mean, median, lower, upper, deviation, tuple(bins))


def bin_of(score: float, points: float) -> int:
    """The place of the bar that a score stands in."""
    return min(BINS - 1, max(0, int(round(score / points * BINS, DIGITS))))


class Standing(StrEnum):
    """What a score is of the points that were graded."""

    ALL = "every"
    SOME = "some"
    NOTHING = "none"
    NOT_GRADED = ""


def standing(score: float, graded: float) -> Standing:
    """What that score is of so many graded points."""
    if round(graded, DIGITS) <= 0:
        return Standing.NOT_GRADED
    if round(score - graded, DIGITS) >= 0:
        return Standing.ALL
    return Standing.SOME if score > 0 else Standing.NOTHING


@dataclass(frozen=True)
class Spread:
    """What was earned in a question, or altogether, by the hand-ins of which any was graded.

    share  the part of the points that were graded
    every  how many have all that was graded of theirs; some: a part of it; none: nothing
    """

    name: str
    title: str
    points: float
    mean: float
    share: float
    every: int
    some: int
    none: int

    @property
    def count(self) -> int:
        """All of these hand-ins."""
        return self.every + self.some + self.none


def spreads_of(results: ClassResults) -> list[Spread]:
    """What was earned in each question, in their order, and at the end altogether."""
    graded = [hand_in for hand_in in results.hand_ins if hand_in.is_graded]
    spreads = [
        _spread(
            *(q.name, q.title, q.points),
            [(h.results[at].score, q.points - h.results[at].not_graded) for h in graded],
        )
        for at, q in enumerate(results.questions)
    ]
    whole = [(h.score, results.points - sum(r.not_graded for r in h.results)) for h in graded]
    return [*spreads, _spread("", "Total", results.points, whole)]


def _spread(name: str, title: str, points: float, found: Sequence[tuple[float, float]]) -> Spread:
    """`found` are the score and the graded points of each hand-in."""
    stands = Counter(standing(score, of) for score, of in found)
    counted = [(score, of) for score, of in found if standing(score, of) is not Standing.NOT_GRADED]
    earned, graded = math.fsum(score for score, _ in counted), math.fsum(of for _, of in counted)
    return Spread(
        *(name, title, points),
        earned / len(counted) if counted else 0.0,
        earned / graded if counted else 0.0,
        *(stands[kind] for kind in (Standing.ALL, Standing.SOME, Standing.NOTHING)),
    )


@dataclass(frozen=True)
class Ungraded:
    """Points that a device was for and that were not graded: of how many hand-ins, and why."""

    device: str
    points: float
    not_graded: float
    hand_ins: int
    whys: tuple[str, ...]


def ungraded_of(results: ClassResults) -> list[Ungraded]:
    """What each device was for, and what of it was not graded."""
    points: dict[str, float] = defaultdict(float)
    missing: dict[str, float] = defaultdict(float)
    lacking: Counter[str] = Counter()
    whys: dict[str, dict[str, None]] = {}
    for hand_in in results.hand_ins:
        if not hand_in.ran:
            continue
        lacks = set()
        for device in (device for result in hand_in.results for device in result.devices):
            points[device.device] += device.points
            if device.not_graded:
                missing[device.device] += device.points
                lacks.add(device.device)
                whys.setdefault(device.device, {})[device.not_graded] = None
        lacking.update(lacks)
    return [
        Ungraded(name, points[name], missing[name], lacking[name], tuple(whys.get(name, ())))
        for name in sorted(points)
    ]
