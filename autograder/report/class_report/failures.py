"""What a class lost, and by which mistakes: of the hand-ins that ran."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from autograder.report.class_report.records import Cause, ClassResults, HandIn, Result


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


def _ran(results: ClassResults, question: int) -> list[Result]:
    return [hand_in.results[question] for hand_in in results.hand_ins if hand_in.ran]
