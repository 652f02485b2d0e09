"""The grades of a class as a gradebook takes them: a student each, and who has none, or two."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from autograder.classroom.export import Student
from autograder.classroom.store import Row, Store

_FORM = re.compile(r"\.(py|ipynb|zip)\Z", re.IGNORECASE)
"""What a hand-in's name says of its form, and no student's name."""


@dataclass(frozen=True)
class Grade:
    """What a student earned; several who handed in together have one each.

    student     as a platform tells them; nothing is known of one who is only a file's name
    hand_in     its name
    not_graded  points that could not be graded on that machine
    """

    student: Student
    hand_in: str
    score: float
    points: float
    not_graded: float

    @property
    def keys(self) -> tuple[str, ...]:
        """By what a gradebook may know the student, the surest first."""
        known = tuple(key for key in (self.student.email, self.student.sid) if key)
        return known or (self.student.name or _FORM.sub("", self.hand_in),)


@dataclass(frozen=True)
class Twice:
    """A student with several hand-ins: which of them counts is for a person to say."""

    student: str
    hand_ins: tuple[str, ...]


@dataclass(frozen=True)
class Grades:
    """Those of a class.

    by_hand  points of written questions, of which a store knows nothing
    twice    students with several hand-ins: none of these is among `found`
    without  hand-ins that have no result, or one of other questions, which a cut-off run has left
    before   those that were set aside in the last run, and have the result of one before it
    """

    assignment: str
    found: tuple[Grade, ...]
    by_hand: float
    twice: tuple[Twice, ...]
    without: tuple[str, ...]
    before: tuple[str, ...] = ()


def grades_of(store: Store, assignment: str) -> Grades:
    """The grades of an assignment's class; StoreError if there are none of it."""
    grades: list[Grade] = []
    without: list[str] = []
    before: list[str] = []
    by_hand: float | None = None
    asked = [name for name, _, _ in store.of(assignment).questions]
    for row in store.rows(assignment):
        if [score.question for score in row.scores] != asked:
            without.append(row.name)
            continue
        if row.set_aside:
            before.append(row.name)
        grades += _of(row)
        if by_hand is None:
            report = store.report(assignment, row.name)
            by_hand = report.by_hand if report else None
    twice, once = _parted(grades)
    return Grades(assignment, once, by_hand or 0.0, twice, tuple(without), tuple(before))


def _of(row: Row) -> Iterator[Grade]:
    not_graded = sum(score.not_graded for score in row.scores)
    told: set[str] = set()
    for student in row.students or (Student(),):
        grade = Grade(student, row.name, row.score, row.points, not_graded)
        keys = {key.casefold() for key in grade.keys}
        if not keys & told:
            yield grade
        told |= keys


def _parted(grades: Sequence[Grade]) -> tuple[tuple[Twice, ...], tuple[Grade, ...]]:
    """Those of students with several hand-ins, and those of all others."""
    hand_ins: dict[str, dict[str, None]] = {}
    for grade in grades:
        for key in grade.keys:
            hand_ins.setdefault(key.casefold(), {})[grade.hand_in] = None
    several = {key for key, names in hand_ins.items() if len(names) > 1}
    twice: dict[tuple[str, ...], Twice] = {}
    once = []
    for grade in grades:
        shared = [key.casefold() for key in grade.keys if key.casefold() in several]
        if shared:
            names = tuple(hand_ins[shared[0]])
            twice.setdefault((shared[0], *names), Twice(grade.keys[0], names))
        else:
            once.append(grade)
    return tuple(twice.values()), tuple(once)
