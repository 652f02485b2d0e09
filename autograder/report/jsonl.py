"""A class as JSON lines, for other programs: an object a hand-in, the same fields in each.

docs/class.md says what each is. What there is no result of is null.
"""

import json
from collections.abc import Mapping
from typing import Any

from autograder.report.report import DIGITS, QuestionReport, Report


def line_of(about: Mapping[str, Any], report: Report | None) -> str:
    """The line of a hand-in, its end included; `about` are the fields that no report tells."""
    questions = [] if report is None else [_question(q) for q in report.questions]
    told = {
        **about,
        "score": None if report is None else round(report.score, DIGITS),
        "points": None if report is None else round(report.points, DIGITS),
        "not_graded": None if report is None else round(report.not_graded, DIGITS),
        "questions": questions,
        "flags": [] if report is None else report.flags,
        "seconds": None if report is None else report.seconds,
    }
    return json.dumps(told, allow_nan=False) + "\n"


def _question(question: QuestionReport) -> dict[str, Any]:
    mistakes = dict.fromkeys(name for v in question.failures for name in v.mistakes)
    return {
        "name": question.name,
        "score": question.score,
        "points": question.points,
        "not_graded": question.not_graded,
        "lost": question.lost(),
        "mistakes": list(mistakes),
    }
