"""Scores into the gradebook that Canvas exports as CSV, for its import.

The file has a column for each assignment, "Name (12345)", among those that tell of a student
(Student, ID, SIS User ID, SIS Login ID, Section, ...). Below its first row may stand one that says
"Manual Posting" for assignments, then one of points possible; the others are students. What is
exported and imported is told in Instructure's Canvas guides, "How do I export grades in the
Gradebook?" and "How do I import grades in the Gradebook?". Every cell but those that are filled
keeps its bytes.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from autograder.report.table import Cell, Row, TableError, replaced, rows_of, separator_of

STUDENT = "student"
"""What a student's row has under this head is a name; the other heads of a row are numbers."""

KEYS = ("sis login id", "sis user id", "id", "email", "e-mail")
"""Heads of the columns in which a student may be found by what a report is called."""

GIVEN_BY_THE_SCHOOL = tuple(key for key in KEYS if key != "id")
"""Those that other platforms know as well: Canvas's own number of one is another's elsewhere."""

POINTS_POSSIBLE = "Points Possible"
READ_ONLY = "(read only)"
"""Stands in the row of points possible where Canvas computes a column itself."""

SET_BY_HAND = ("EX", "N/A")
"""Excused, or not assigned to that student: no score of ours takes the place of that."""

DECIMALS = 4

_ASSIGNMENT = re.compile(r"(?P<name>.*\S)\s*\(\d+\)")


class CanvasError(Exception):
    """The gradebook can't be filled; the text says why."""


@dataclass(frozen=True)
class Filled:
    """A gradebook with scores in it.

    column    the head of the column that was filled
    possible  the points that the column is of, None where it doesn't say
    filled    students who got a score
    kept      students with a report whose cell says that they are excused, or not assigned
    unknown   students with a report who are not in the gradebook
    unclear   students with a report who may be several of the gradebook, or one with another
    without   the number of the gradebook's students without a report
    """

    text: str
    column: str
    possible: float | None
    filled: tuple[str, ...]
    kept: tuple[str, ...]
    unknown: tuple[str, ...]
    unclear: tuple[str, ...]
    without: int


def filled(
    text: str,
    column: str,
    scores: Mapping[str, float],
    also: Mapping[str, Sequence[str]] | None = None,
    keys: Collection[str] = KEYS,
    *,
    strict: bool = True,
) -> Filled:
    """The gradebook with each student's score in that column.

    also  what else each of them may be found by
    keys  heads of the columns in which they are looked for
    strict  CanvasError where two can't be told apart; else neither of them gets a score
    """
    separator = separator_of(text)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    try:
        rows = rows_of(text[len(mark) :], separator)
    except TableError as error:
        raise CanvasError(str(error)) from error
    text = text[len(mark) :]
    if not rows or not set(KEYS) & set(_heads(rows[0])):
        raise CanvasError("it is no gradebook that Canvas exported: its first row tells no ID")
    place = _place(rows[0], column)
    possible, students = _possible(rows[1:], place), _students(rows[1:], len(rows[0]))
    found, unclear = _rows_of_students(rows[0], students, scores, also or {}, keys)
    if unclear and strict:
        raise CanvasError(next(iter(unclear.values())))
    cells = {name: row[place] for name, row in found.items()}
    kept = [name for name, cell in cells.items() if cell.value.strip().upper() in SET_BY_HAND]
    values = {
        cell: number(scores[name], separator) for name, cell in cells.items() if name not in kept
    }
    return Filled(
        mark + replaced(text, values),
        rows[0][place].value,
        possible,
        tuple(name for name in cells if name not in kept),
        tuple(kept),
        tuple(name for name in scores if name not in found and name not in unclear),
        tuple(unclear),
        len(students) - len(found),
    )


def number(value: float, separator: str = ",") -> str:
    """Points with at most four decimals, with the comma that goes with semicolons."""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return text if separator == "," else text.replace(".", ",")


def _heads(first: Row) -> list[str]:
    return [cell.value.strip().lower() for cell in first]


def _place(first: Row, column: str) -> int:
    """Which column is meant: by its whole head, or by its name without the number if one has it."""
    heads = [cell.value.strip() for cell in first]
    assignments = {
        index: match["name"]
        for index, head in enumerate(heads)
        if (match := _ASSIGNMENT.fullmatch(head))
    }
    wanted = column.strip()
    places = [i for i in assignments if heads[i] == wanted]
    places = places or [i for i, name in assignments.items() if name == wanted]
    if len(places) == 1:
        return places[0]
    if places:
        among = "; ".join(heads[index] for index in places)
        raise CanvasError(f"several columns are called {wanted!r}, name one whole: {among}")
    among = "; ".join(heads[index] for index in assignments) or "none at all"
    raise CanvasError(f"there is no column {wanted!r} of an assignment, but: {among}")


def _possible(rows: Sequence[Row], place: int) -> float | None:
    """The points that the column is of; CanvasError if Canvas computes it."""
    for row in rows:
        if row[0].value.strip() == POINTS_POSSIBLE and place < len(row):
            told = row[place].value.strip()
            if told == READ_ONLY:
                raise CanvasError("Canvas computes that column itself: name another")
            try:
                return float(told.replace(",", "."))
            except ValueError:
                return None
    return None


def _students(rows: Sequence[Row], width: int) -> list[Row]:
    """The rows of students: those with a name that is not that of the row of points."""
    students = []
    for row in rows:
        name = row[0].value.strip()
        if not name or name == POINTS_POSSIBLE:
            continue
        if len(row) != width:
            raise CanvasError(f"the row of {name} has {len(row)} cells, and the first one {width}")
        students.append(row)
    return students


def _rows_of_students(
    first: Row,
    students: Sequence[Row],
    names: Mapping[str, float],
    also: Mapping[str, Sequence[str]],
    keys: Collection[str],
) -> tuple[dict[str, Row], dict[str, str]]:
    """The row of each student that is named, and of each who has no row alone the reason."""
    places = [index for index, head in enumerate(_heads(first)) if head in keys]
    by_key: dict[str, list[Row]] = {}
    for row in students:
        for key in {_key(row[index].value) for index in places} - {""}:
            by_key.setdefault(key, []).append(row)
    found: dict[str, Row] = {}
    unclear: dict[str, str] = {}
    taken: dict[Cell, str] = {}
    for name in names:
        sought = dict.fromkeys(map(_key, (name, *also.get(name, ()))))
        rows = list(dict.fromkeys(row for key in sought for row in by_key.get(key, [])))
        if len(rows) > 1:
            among = "; ".join(row[0].value for row in rows)
            unclear[name] = f"{name} may be any of {among}: call the report by a login of one"
        elif rows and (other := taken.get(rows[0][0])):
            unclear[name] = unclear[other] = (
                f"{other} and {name} are one student, {rows[0][0].value}"
            )
            found.pop(other, None)
        elif rows:
            found[name] = rows[0]
            taken[rows[0][0]] = name
    return found, unclear


def _key(value: str) -> str:
    """What a student is found by: capitals make no difference."""
    return value.strip().casefold()
