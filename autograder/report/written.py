"""What a person gave for the written questions of one hand-in: a table as any program saves it.

    question,points,comment
    why_dropout_helps,8.5,"Ties between units named; nothing of the ensemble."
    why_divide_by_p,,

A question has a line, graded or not: one that is forgotten is told, one without points is to come.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from autograder.checking.messages import presentable
from autograder.report.explain import points
from autograder.report.report import Report, WrittenReport

LARGEST = 1 << 20
"""Bytes of such a table: a comment of 1,000 words has about 6,000."""

HEADS = (["question", "points"], ["question", "points", "comment"])

_NUMBER = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")


class WrittenError(Exception):
    """A table doesn't tell the points of the written questions; the text says where."""

    def __init__(self, message: str) -> None:
        super().__init__(presentable(message))  # what stands in a file may be anything


def with_written(report: Report, table: str) -> Report:
    """The report with what the table gives; WrittenError says what is wrong with it."""
    if not report.written:
        raise WrittenError(f"{report.assignment} has no written questions")
    known = {written.name: written for written in report.written}
    graded: dict[str, WrittenReport] = {}
    for line, name, given, comment in _rows(table):
        if name not in known:
            names = ", ".join(known)
            raise WrittenError(f"line {line}: there is no written question {name!r} (but {names})")
        if name in graded:
            raise WrittenError(f"line {line}: {name} stands in it twice")
        earned = _points(given, known[name], line)
        graded[name] = replace(known[name], earned=earned, comment=comment)
    if missing := [name for name in known if name not in graded]:
        raise WrittenError(
            f"it has no line for {', '.join(missing)}: write one, without points if there are none "
            "yet"
        )
    return replace(report, written=tuple(graded[name] for name in known))


def read_table(path: Path) -> str:
    """The text of a table, however a program has saved it; WrittenError if it is none."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise WrittenError(f"it can't be read: {error.strerror}") from error
    if len(content) > LARGEST:
        raise WrittenError(f"it is larger than {LARGEST >> 20} MB: that is no such table")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WrittenError("it is not stored as UTF-8: save it as CSV, UTF-8") from error


def _rows(table: str) -> Iterator[tuple[int, str, str, str]]:
    """Each question's line with its number: name, points, comment; lines of nothing are skipped."""
    lines = _filled_lines(table)
    number, cells = next(lines, (1, []))
    head = [cell.lower() for cell in cells]
    if head not in HEADS:
        found = ",".join(cells) or "empty"
        raise WrittenError(
            f"line {number} must be question,points or question,points,comment, and is {found}"
        )
    for number, cells in lines:
        if len(cells) > len(head):
            raise WrittenError(
                f"line {number} has {len(cells)} cells, and the first {len(head)}: a comma inside "
                "of a comment needs quotes around it"
            )
        name, given, comment = (*cells, "", "")[:3]
        yield number, name, given, comment


def _filled_lines(table: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, without spaces around them and empty ones at its end."""
    reader = csv.reader(io.StringIO(table, newline=""), skipinitialspace=True, strict=True)
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        raise WrittenError(f"line {reader.line_num} can't be read as CSV: {error}") from error


def _points(given: str, question: WrittenReport, line: int) -> float | None:
    """The points of a cell; None for an empty one."""
    if not given:
        return None
    earned = float(given) if _NUMBER.fullmatch(given) else -1.0
    if not 0 <= earned <= question.points:
        most = points(question.points)
        raise WrittenError(
            f"line {line}: {question.name} may get 0 to {most} points, and {given!r} is none of "
            "these"
        )
    return earned
