"""Scores as the table that `nbgrader export` writes.

Its columns are those of nbgrader's documentation on exporting grades (CsvExportPlugin): a row for
each assignment and student. There is no late penalty here, and the names of students are not known.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.report.canvas import number
from autograder.report.report import Report

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes the text behind for a formula."""


@dataclass(frozen=True)
class Entry:
    """A student's score in an assignment; `most` are all its points."""

    assignment: str
    student: str
    score: float
    most: float

    @classmethod
    def of(cls, student: str, report: Report) -> "Entry":
        """What a report comes to; points that are yet to be given by hand count among `most`."""
        return cls(report.assignment, student, report.score, report.points + report.by_hand)


def table_of(entries: Iterable[Entry]) -> str:
    """The table, a row an entry."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for entry in entries:
        score = number(entry.score)
        table.writerow(
            {
                "assignment": as_text(entry.assignment),
                "student_id": as_text(entry.student),
                "raw_score": score,
                "late_submission_penalty": number(0),
                "score": score,
                "max_score": number(entry.most),
            }
        )
    return text.getvalue()


def as_text(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
