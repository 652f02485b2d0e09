"""The results of classes in one SQLite file: what is read of them.

One row a hand-in and question, and beside it the hand-in's whole report. One process writes at a
time (see `record`); any number may read meanwhile.
"""

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.classroom.database import StoreError, connected, explained
from autograder.classroom.export import Student
from autograder.classroom.jobs import Score, unpacked
from autograder.report.kept import Kept, kept_in
from autograder.report.report import DIGITS, Report
from autograder.report.stored import ReportError


@dataclass(frozen=True)
class Class:
    """One assignment's: what all hand-ins of it were graded by.

    questions  names, titles and points, in their order
    hints      the failures whose likely mistake is told; "": as the assignment says
    mark       drawn once: no other class has it
    """

    assignment: str
    title: str
    questions: tuple[tuple[str, str, float], ...]
    seed: int
    device: str
    hints: str
    mark: str


@dataclass(frozen=True)
class Row:
    """A hand-in as it is stored.

    problem    why it can't be opened or imported, or ""
    set_aside  why it has no result, or none of the last run, or ""
    scores     of its questions, in their order; none while it has no result
    """

    name: str
    path: str
    students: tuple[Student, ...]
    digest: str
    problem: str
    set_aside: str
    graded: str
    scores: tuple[Score, ...]

    @property
    def score(self) -> float:
        """Points earned."""
        return round(sum(score.score for score in self.scores), DIGITS)

    @property
    def points(self) -> float:
        """Points of all questions."""
        return sum(score.points for score in self.scores)


@dataclass(frozen=True)
class Spread:
    """What the hand-ins that have a result earned in a question, or altogether.

    every  how many of them all points; none: how many nothing
    """

    name: str
    points: float
    mean: float
    count: int
    every: int
    none: int


@dataclass(frozen=True)
class Move:
    """The points of a hand-in's question before a run and after it.

    handed_in_anew  its content is another; else it was graded anew
    """

    name: str
    question: str
    before: float
    after: float
    handed_in_anew: bool


@contextlib.contextmanager
def reading(path: Path) -> Iterator["Store"]:
    """A store that is there, to be read; it may be written to meanwhile."""
    if not path.is_file():
        raise StoreError(f"there is no store at {path}: `autograder grade-class` makes one")
    with connected(path) as connection:
        connection.execute("PRAGMA query_only = ON")
        yield Store(path, connection)


class Store:
    """What can be read of a store."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    def classes(self) -> list[Class]:
        """Of every assignment that was graded into it."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT assignment, title, questions, seed, device, hints, mark FROM class "
                "ORDER BY 1"
            ).fetchall()
        return [
            Class(name, title, tuple(map(tuple, json.loads(questions))), int(seed), *choices)
            for name, title, questions, seed, *choices in found
        ]

    def of(self, assignment: str) -> Class:
        """The class of an assignment; StoreError if nothing of it was graded."""
        for found in self.classes():
            if found.assignment == assignment:
                return found
        raise StoreError(f"{self.path} holds nothing of {assignment}")

    def rows(self, assignment: str) -> Iterator[Row]:
        """Every hand-in that is there by name, one after the other: a class may be large.

        Results of questions that aren't asked any more are left out, and so are hand-ins that the
        last whole run didn't find: whoever hands in anew on a platform has another folder.
        """
        place = {name: at for at, (name, _, _) in enumerate(self.of(assignment).questions)}
        with explained(self.path):
            found = self._connection.execute(
                "SELECT name, path, students, digest, problem, set_aside, graded, "
                "(SELECT json_group_array(json_array(question, score, points, not_graded)) "
                " FROM result WHERE assignment = submission.assignment "
                " AND name = submission.name) "
                "FROM submission WHERE assignment = ? AND NOT gone ORDER BY name",
                [assignment],
            )
            for name, path, students, digest, problem, set_aside, graded, scores in found:
                yield Row(
                    name,
                    path,
                    tuple(Student(**told) for told in json.loads(students)),
                    digest,
                    problem,
                    set_aside,
                    graded,
                    tuple(
                        sorted(
                            (Score(*told) for told in json.loads(scores) if told[0] in place),
                            key=lambda score: place[score.question],
                        )
                    ),
                )

    def count(self, assignment: str) -> int:
        """How many hand-ins there are, without those that are gone."""
        found = self._one(
            "SELECT count(*) FROM submission WHERE assignment = ? AND NOT gone", assignment
        )
        return int(str(found[0])) if found else 0

    def set_aside(self, assignment: str) -> set[str]:
        """The hand-ins that have no result, or none of the last run that tried them, by name."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT name FROM submission WHERE assignment = ? AND set_aside != ''",
                [assignment],
            ).fetchall()
        return {name for (name,) in found}

    def problems(self, assignment: str) -> list[tuple[str, str]]:
        """The hand-ins that can't be opened or imported, each with the reason."""
        with explained(self.path):
            return self._connection.execute(
                "SELECT name, problem FROM submission WHERE assignment = ? AND problem != '' "
                "AND NOT gone ORDER BY name",
                [assignment],
            ).fetchall()

    def spreads(self, assignment: str) -> list[Spread]:
        """What was earned in each question, in their order, and at the end altogether."""
        told = "avg(score), count(*), total(score >= points), total(score = 0)"
        questions = self.of(assignment).questions
        asked = json.dumps([name for name, _, _ in questions])
        results = (
            "result WHERE assignment = ? AND question IN (SELECT value FROM json_each(?)) "
            "AND name IN (SELECT name FROM submission WHERE assignment = ? AND NOT gone)"
        )
        whole = f"SELECT sum(score) AS score, sum(points) AS points FROM {results} GROUP BY name"
        found = {}
        values_of = [assignment, asked, assignment]
        with explained(self.path):
            for name, *values in self._connection.execute(
                f"SELECT question, {told} FROM {results} GROUP BY question", values_of
            ):
                found[name] = values
            (total,) = self._connection.execute(f"SELECT {told} FROM ({whole})", values_of)
        nothing = (0.0, 0, 0, 0)
        spreads = [_spread(name, most, found.get(name, nothing)) for name, _, most in questions]
        return [*spreads, _spread("total", sum(most for _, _, most in questions), total)]

    def report(self, assignment: str, name: str) -> Report | None:
        """The whole report on a hand-in; None while it has none."""
        content = self.packed_report(assignment, name)
        try:
            return unpacked(content) if content else None
        except (ReportError, ValueError) as error:
            raise StoreError(f"{self.path}: the report on {name}: {error}") from error

    def kept(self, assignment: str, name: str) -> Kept | None:
        """The same in parts, which is many times as fast; None while there is none."""
        content = self.packed_report(assignment, name)
        try:
            return kept_in(zlib.decompress(content)) if content else None
        except (ReportError, zlib.error) as error:
            raise StoreError(f"{self.path}: the report on {name}: {error}") from error

    def packed_report(self, assignment: str, name: str) -> bytes:
        """The same as it is kept; nothing while there is none."""
        found = self._one(
            "SELECT report FROM submission WHERE assignment = ? AND name = ?", assignment, name
        )
        return found[0] if found and isinstance(found[0], bytes) else b""

    def keys(self, assignment: str, name: str) -> dict[str, str]:
        """Of what each question's result is."""
        with explained(self.path):
            return dict(
                self._connection.execute(
                    "SELECT question, key FROM result WHERE assignment = ? AND name = ?",
                    [assignment, name],
                ).fetchall()
            )

    def moves(self, assignment: str) -> list[Move]:
        """Whose points the last run has moved.

        What runs that were cut off have moved counts to the one that took them up.
        """
        with explained(self.path):
            found = self._connection.execute(
                "SELECT name, question, before, after, handed_in_anew FROM move "
                "WHERE assignment = ? AND run > coalesce((SELECT max(id) FROM run WHERE "
                "assignment = ? AND ended IS NOT NULL AND id < (SELECT max(id) FROM run WHERE "
                "assignment = ?)), 0) ORDER BY run, rowid",
                [assignment] * 3,
            ).fetchall()
        joined: dict[tuple[str, str], Move] = {}
        for name, question, before, after, anew in found:
            earlier = joined.pop((name, question), None)
            first = earlier.before if earlier else before
            either = bool(anew) or (earlier is not None and earlier.handed_in_anew)
            joined[name, question] = Move(name, question, first, after, either)
        questions = [name for name, _, _ in self.of(assignment).questions]
        place = {name: at for at, name in enumerate(questions)}
        moved = [move for move in joined.values() if move.before != move.after]
        return sorted(moved, key=lambda move: (move.name, place.get(move.question, len(place))))

    def names(self, assignment: str) -> set[str]:
        """Of all hand-ins."""
        with explained(self.path):
            found = self._connection.execute(
                "SELECT name FROM submission WHERE assignment = ?", [assignment]
            ).fetchall()
        return {name for (name,) in found}

    def _one(self, query: str, *values: object) -> Sequence[object] | None:
        with explained(self.path):
            found: Sequence[object] | None = self._connection.execute(query, values).fetchone()
        return found


def _spread(name: str, points: float, told: Sequence[float | None]) -> Spread:
    mean, count, every, none = (value or 0 for value in told)
    return Spread(name, points, mean, int(count), int(every), int(none))
