"""Scores under the heads of the CSV that Gradescope itself exports of an assignment.

What reads that file reads this one. Gradescope documents no import of scores into an assignment
whose hand-ins it holds: there, grading is done by the autograder that was uploaded.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from autograder.report.canvas import number
from autograder.report.nbgrader import as_text

COLUMNS = ("First Name", "Last Name", "SID", "Email", "Total Score", "Max Points", "Status")

GRADED = "Graded"


@dataclass(frozen=True)
class Scored:
    """A student's score; the name as it is known, whole."""

    name: str
    sid: str
    email: str
    score: float
    points: float


def table_of(scored: Iterable[Scored]) -> str:
    """The table, a row a student. The last word of a name stands for the last name."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in scored:
        first, _, last = one.name.rpartition(" ")
        told = (first or last, last if first else "", one.sid, one.email)
        table.writerow([*map(as_text, told), number(one.score), number(one.points), GRADED])
    return text.getvalue()
