"""Scores as the table that `nbgrader export` writes.

Its columns are those of nbgrader's documentation on exporting grades (CsvExportPlugin): a row for
each assignment and student. There is no late penalty here, and the names of students are not known.
"""

import csv
import io
from collections.abc import Mapping

from autograder.report.canvas import number
from autograder.report.report import Report

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes the text behind for a formula."""


def table_of(reports: Mapping[str, Report]) -> str:
    """The table, of reports by their students."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    for student, report in reports.items():
        score = number(report.score)
        table.writerow(
            {
                "assignment": as_text(report.assignment),
                "student_id": as_text(student),
                "raw_score": score,
                "late_submission_penalty": number(0),
                "score": score,
                "max_score": number(report.points + report.by_hand),
            }
        )
    return text.getvalue()


def as_text(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
