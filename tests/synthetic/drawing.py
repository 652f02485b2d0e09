"""A class as courses have them, drawn from a seed: who hands in what, and what is true of it."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.release.stub import stub_of
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.synthetic.broken import (
    ENDINGS,
    ENDLESS,
    HUNGRY,
    with_an_attack,
    with_lines_in_a_function,
    without_a_colon,
)
from tests.synthetic.copies import disguised
from tests.synthetic.forms import EMPTY_ZIP, FORMS, called, files_of
from tests.synthetic.people import Person, people
from tests.synthetic.recorded import RecordedMutant, read_record
from tests.synthetic.solutions import Part, Solutions, without_markers
from tests.synthetic.truth import HandInTruth, Kind

MIX = {
    Kind.RIGHT: 33.0,
    Kind.MISTAKE: 31.0,
    Kind.SEVERAL: 10.0,
    Kind.MUTANT: 8.0,
    Kind.COPY: 6.0,
    Kind.UNTOUCHED: 4.0,
    Kind.SYNTAX: 3.0,
    Kind.EMPTY: 1.5,
    Kind.ATTACK: 1.0,
    Kind.ENDS: 1.0,
    Kind.HUNGRY: 1.0,
    Kind.ENDLESS: 0.5,
}
"""The share of each kind in a hundred. Who runs for ever takes twenty seconds of a grader, so they
are few."""

ENOUGH = 20
"""A class of so many has one of each kind at least."""

WITHOUT_MISCHIEF = {Kind.RIGHT: 50.0, Kind.MISTAKE: 50.0}
"""For measuring speed: each takes about as long as the next."""

TAIL = 1.1
"""The n-th commonest mistake is made 1 / n**TAIL times as often as the commonest."""

MOST_MISTAKES = 3
"""In one hand-in."""

IN_OWN_WAY = 0.4
"""The part of those with a mistake whose other functions are somebody's own, too."""


@dataclass(frozen=True)
class HandIn:
    """What is handed in: files by their paths, and the truth about it."""

    files: Mapping[str, bytes]
    truth: HandInTruth
    students: tuple[Person, ...]


@dataclass(frozen=True)
class _Work:
    """What is in a hand-in, whatever it comes in; points of the questions that lack some."""

    source: str
    mistakes: tuple[str, ...] = ()
    lost: Mapping[str, float | None] | None = None


class Drawing:
    """Draws the hand-ins of one class; the same seed draws the same on any machine."""

    def __init__(
        self,
        course: Course,
        name: str,
        seed: int,
        mix: Mapping[Kind, float] | None = None,
        questions: Sequence[str] = (),
    ) -> None:
        self.assignment = read_assignment(course.folder(name))
        self._solutions = Solutions(self.assignment, course)
        self._rng = random.Random(f"a class of {name} {seed}")
        record = read_record(name)
        self._mutants = record.mutants
        self._mix = dict(mix or MIX)
        if not self._mutants:
            self._mix.pop(Kind.MUTANT, None)
        mistakes = [
            part
            for part in self._solutions.mistakes
            if part.name not in record.unsteady and (not questions or {*questions} & {*part.loses})
        ]
        self._mistakes = self._rng.sample(mistakes, len(mistakes))
        self._weights = [1 / (rank + 1) ** TAIL for rank in range(len(mistakes))]

    def hand_ins(self, count: int) -> Iterator[HandIn]:
        """So many of them, each with a content of its own but for those that hold nothing."""
        kinds = self._kinds(count)
        originals: list[tuple[str, _Work]] = []
        for kind, person in zip(kinds, people(self._rng, count), strict=True):
            copied, work = "", None
            if kind is Kind.COPY:
                copied, original = self._rng.choice(originals)
                source = disguised(original.source, self._rng)
                work = _Work(source, original.mistakes, original.lost)
            else:
                work = self._work(kind)
            form = self._form(kind)
            name = called(person, form)
            if kind in (Kind.RIGHT, Kind.MISTAKE, Kind.SEVERAL, Kind.MUTANT):
                originals.append((name, work))
            signed = "" if kind is Kind.UNTOUCHED else f"# {person.name}, {person.sid}\n"
            files = files_of(form, signed + work.source, self.assignment.module, person, name)
            yield HandIn(files, self._truth(name, person, kind, form, work, copied), (person,))

    def _kinds(self, count: int) -> list[Kind]:
        """How many there are of each, shuffled; copies come after what they may be copies of."""
        shares = sorted(self._mix.items(), key=lambda entry: entry[1])
        total, kinds = sum(self._mix.values()), list[Kind]()
        least = int(count >= ENOUGH)
        for kind, share in shares[:-1]:
            kinds += [kind] * max(least, round(share / total * count))
        kinds += [shares[-1][0]] * (count - len(kinds))
        self._rng.shuffle(kinds)
        return sorted(kinds, key=lambda kind: kind is Kind.COPY)

    def _form(self, kind: Kind) -> str:
        if kind is Kind.EMPTY:
            return EMPTY_ZIP
        (form,) = self._rng.choices(list(FORMS), list(FORMS.values()))
        return form

    def _work(self, kind: Kind) -> _Work:
        solutions, rng = self._solutions, self._rng
        everything = {question.name: 0.0 for question in self.assignment.questions}
        match kind:
            case Kind.RIGHT:
                return _Work(solutions.source(self._right_parts()))
            case Kind.MISTAKE | Kind.SEVERAL:
                return self._with_mistakes(1 if kind is Kind.MISTAKE else MOST_MISTAKES)
            case Kind.MUTANT:
                return self._mutant(rng.choice(self._mutants))
            case Kind.UNTOUCHED:
                return _Work(stub_of(solutions.reference), lost=everything)
            case Kind.SYNTAX:
                source = solutions.source(self._right_parts())
                return _Work(without_a_colon(source, rng), lost=everything)
            case Kind.ATTACK:
                broken = with_an_attack(solutions, rng)
            case Kind.ENDS:
                broken = with_lines_in_a_function(solutions, rng.choice(ENDINGS), rng)
            case Kind.HUNGRY:
                broken = with_lines_in_a_function(solutions, HUNGRY, rng)
            case Kind.ENDLESS:
                broken = with_lines_in_a_function(solutions, ENDLESS, rng)
            case _:
                return _Work("", lost=everything)
        return _Work(broken.source, lost=broken.points)

    def _right_parts(self) -> list[Part]:
        """Up to two accepted ways for different functions; none: the reference's own."""
        asked = self._rng.sample(self._solutions.right, min(len(self._solutions.right), 6))
        return self._together([], asked, self._rng.randrange(3))

    def _with_mistakes(self, most: int) -> _Work:
        """One mistake, or two up to so many; in the other functions perhaps ways of one's own."""
        drawn = self._rng.choices(self._mistakes, self._weights, k=1 if most == 1 else 40)
        wanted = self._rng.randint(min(2, most), most)
        parts = self._together([], drawn, wanted)
        lost = {question: None for part in parts for question in part.loses}
        mistakes = tuple(part.name for part in parts)
        if self._rng.random() < IN_OWN_WAY:
            right = self._rng.sample(self._solutions.right, len(self._solutions.right))
            parts = self._together(parts, right, 1)
        return _Work(self._solutions.source(parts), mistakes, lost)

    def _together(self, parts: list[Part], asked: Sequence[Part], more: int) -> list[Part]:
        """These parts, and of those asked for the first that go together, so many of them."""
        found = list(parts)
        for part in asked:
            if len(found) == len(parts) + more:
                break
            if part not in found and self._solutions.go_together([*found, part]):
                found.append(part)
        return found

    def _mutant(self, mutant: RecordedMutant) -> _Work:
        source = mutant.applied(self._solutions.reference)
        return _Work(without_markers(source), mutant.mistakes, dict.fromkeys(mutant.loses))

    def _truth(
        self, name: str, person: Person, kind: Kind, form: str, work: _Work, copied: str
    ) -> HandInTruth:
        lost = work.lost or {}
        points = {q.name: lost.get(q.name, q.points) for q in self.assignment.questions}
        full = {q.name: q.points for q in self.assignment.questions}
        loses = tuple(name for name in full if points[name] != full[name])
        return HandInTruth(name, (person.name,), kind, form, work.mistakes, loses, points, copied)
