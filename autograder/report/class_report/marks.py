"""Marks: what the list of hand-ins can be narrowed to, from anywhere in the page.

A mark is a short code that stands at a row of the list, at what counts its hand-ins elsewhere, and
in the choice above the list.
"""

from dataclasses import dataclass

from autograder.report.class_report.failures import made_by
from autograder.report.class_report.records import Cause, ClassResults, HandIn
from autograder.report.class_report.scores import Standing, bin_of, standing

BROKEN, ASIDE, FLAGGED, NOT_GRADED = "broken", "aside", "flagged", "ungraded"
STANDS = {Standing.ALL: "all points", Standing.SOME: "some", Standing.NOTHING: "nothing"}
CAUSES = {cause: f"c{at}" for at, cause in enumerate(Cause)}


@dataclass(frozen=True)
class Mark:
    """What hand-ins are marked by: a code, and what it says of them; `about` heads several."""

    code: str
    says: str
    about: str


def stood(question: int, standing: Standing) -> str:
    """It has all, some or nothing of the points of that question."""
    return f"{standing}{question}"


def caused(question: int, cause: Cause) -> str:
    """It fails for that cause."""
    return f"{CAUSES[cause]}q{question}"


def scored(place: int) -> str:
    """The score stands in that bar."""
    return f"b{place}"


class Marks:
    """The marks of one class."""

    def __init__(self, results: ClassResults, mistakes: list[tuple[str, ...]]) -> None:
        """`mistakes` in the order in which the page tells them."""
        self._results = results
        self._mistakes = {names: f"m{at}" for at, names in enumerate(mistakes)}
        found = {name for h in results.hand_ins for r in h.results for name in r.groups}
        self._groups = {name: at for at, name in enumerate(sorted(found))}
        self._alike: dict[int, list[str]] = {}
        for at, members in enumerate(() if results.anonymous else results.similarity.groups):
            for place in members:
                self._alike.setdefault(place, []).append(f"k{at}")

    def mistake(self, names: tuple[str, ...]) -> str:
        """It made that mistake."""
        return self._mistakes[names]

    def group(self, question: int, name: str) -> str:
        """A group of a question's cases isn't all right."""
        return f"g{question}x{self._groups[name]}"

    def of(self, place: int, hand_in: HandIn) -> list[str]:
        """The codes of a hand-in."""
        codes = list(self._alike.get(place, ()))
        codes += [BROKEN] * bool(hand_in.problem) + [ASIDE] * bool(hand_in.set_aside)
        codes += [FLAGGED] * bool(hand_in.flags)
        if not hand_in.is_graded:
            return codes
        codes.append(scored(bin_of(hand_in.score, self._results.points)))
        codes += [self._mistakes[names] for names in made_by(hand_in)]
        if any(result.not_graded for result in hand_in.results):
            codes.append(NOT_GRADED)
        for at, (asked, result) in enumerate(
            zip(self._results.questions, hand_in.results, strict=True)
        ):
            stands = standing(result.score, asked.points - result.not_graded)
            if stands is not Standing.NOT_GRADED:
                codes.append(stood(at, stands))
            if hand_in.ran:
                codes += [self.group(at, name) for name, _ in result.lost]
                codes += [caused(at, result.cause)] * (result.cause is not Cause.NONE)
        return codes

    def choices(self) -> list[Mark]:
        """What may be chosen above the list: of each question, of mistakes, and the rest."""
        told = [
            Mark(stood(at, stands), f"{at + 1} {asked.name}: {says}", "Questions")
            for at, asked in enumerate(self._results.questions)
            for stands, says in STANDS.items()
        ]
        told += [
            Mark(code, " or ".join(names), "Mistakes") for names, code in self._mistakes.items()
        ]
        rest = (
            (BROKEN, "can't be opened or imported"),
            (ASIDE, "set aside"),
            (FLAGGED, "has lines that are worth a look"),
            (NOT_GRADED, "has points that were not graded"),
        )
        return told + [Mark(code, says, "Others") for code, says in rest]
