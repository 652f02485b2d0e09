"""The figures of a class: what is counted, and over which hand-ins.

Scores are those of all hand-ins that have a result: one that can't be opened has 0 points. Causes,
mistakes and groups of cases are of those that ran.
"""

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.report.class_report.records import Cause, ClassResults, HandIn, Result
from autograder.report.report import DIGITS

BINS = 20
"""Bars of the distribution of scores."""


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


@dataclass(frozen=True)
class GroupLoss:
    """A group of cases of a question: in how many hand-ins it isn't right, of how many that ran.

    alone  in how many of them it costs points: the values are right, or it is the values
    cost   the points it costs, on average over those that ran
    """

    question: int
    name: str
    wrong: int
    alone: int
    count: int
    cost: float


@dataclass(frozen=True)
class MistakeCount:
    """A known mistake, or several that nothing tells apart, and the hand-ins that made it.

    hand_ins   by their places
    questions  the places of those in which it shows, each with in how many hand-ins
    """

    names: tuple[str, ...]
    hint: str
    hand_ins: tuple[int, ...]
    questions: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Ungraded:
    """Points that a device was for and that were not graded: of how many hand-ins, and why."""

    device: str
    points: float
    not_graded: float
    hand_ins: int
    whys: tuple[str, ...]


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


def groups_of(results: ClassResults) -> list[GroupLoss]:
    """Each question's groups of cases as they come, those that nobody lost too."""
    losses = []
    for at in range(len(results.questions)):
        ran: Counter[str] = Counter()
        wrong: Counter[str] = Counter()
        alone: Counter[str] = Counter()
        cost: dict[str, float] = defaultdict(float)
        for result in _ran(results, at):
            ran.update(result.groups)
            for name, points in result.lost:
                wrong[name] += 1
                alone[name] += points > 0
                cost[name] += points
        losses += [
            GroupLoss(at, name, wrong[name], alone[name], ran[name], cost[name] / ran[name])
            for name in ran
        ]
    return losses


def _ran(results: ClassResults, question: int) -> list[Result]:
    return [hand_in.results[question] for hand_in in results.hand_ins if hand_in.ran]


def mistakes_of(results: ClassResults) -> list[MistakeCount]:
    """The mistakes that were made, the one of most hand-ins first."""
    made: dict[tuple[str, ...], list[int]] = {}
    shown: dict[tuple[str, ...], Counter[int]] = {}
    for place, hand_in in enumerate(results.hand_ins):
        for names, questions in made_by(hand_in).items():
            made.setdefault(names, []).append(place)
            shown.setdefault(names, Counter()).update(questions)
    counts = [
        MistakeCount(
            names, results.told.get(names, ""), tuple(places), tuple(sorted(shown[names].items()))
        )
        for names, places in made.items()
    ]
    return sorted(counts, key=lambda count: (-len(count.hand_ins), count.names))


def made_by(hand_in: HandIn) -> dict[tuple[str, ...], list[int]]:
    """The mistakes of a hand-in, and the places of the questions in which each shows.

    Where one question can't tell two apart and another says which it is, that one is meant.
    """
    if not hand_in.ran:
        return {}
    found = {names for result in hand_in.results for names in result.mistakes}
    made: dict[tuple[str, ...], list[int]] = {}
    for place, result in enumerate(hand_in.results):
        here = {_sharpest(names, found) for names in result.mistakes}
        for names in here:
            made.setdefault(names, []).append(place)
    return made


def _sharpest(names: tuple[str, ...], found: set[tuple[str, ...]]) -> tuple[str, ...]:
    """Of what was found in a hand-in the least that these names may stand for."""
    within = [other for other in found if set(other) <= set(names)]
    return min(within, key=lambda other: (len(other), other))


def causes_of(results: ClassResults) -> list[Counter[Cause]]:
    """For each question how many hand-ins fail it for which cause."""
    return [
        Counter(result.cause for result in _ran(results, at) if result.cause is not Cause.NONE)
        for at in range(len(results.questions))
    ]


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
