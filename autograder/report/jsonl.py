"""A class as JSON lines, for other programs: an object a hand-in, the same fields in each.

docs/class.md says what each is. What there is no result of is null.
"""

import functools
import json
import math
from collections.abc import Mapping
from typing import Any

from autograder.report.kept import Kept, kept_question
from autograder.report.report import DIGITS

MANY = 4_096
"""Outcomes of questions that are remembered: most of a class are the same few."""


def line_of(about: Mapping[str, Any], report: Kept | None) -> str:
    """The line of a hand-in, its end included; `about` are the fields that no report tells."""
    questions = [] if report is None else [_question(bytes(q)) for q in report.questions]

    def total(what: str) -> float | None:
        if report is None:
            return None
        return round(math.fsum(question[what] for question in questions), DIGITS)

    told = {
        **about,
        "score": total("score"),
        "points": total("points"),
        "not_graded": total("not_graded"),
        "questions": questions,
        "flags": [] if report is None else report.flags,
        "seconds": None if report is None else report.seconds,
    }
    return json.dumps(told, allow_nan=False) + "\n"


@functools.lru_cache(maxsize=MANY)
def _question(content: bytes) -> dict[str, Any]:
    question = kept_question(content)
    mistakes = dict.fromkeys(name for v in question.failures for name in v.mistakes)
    return {
        "name": question.name,
        "score": question.score,
        "points": question.points,
        "not_graded": question.not_graded,
        "lost": question.lost(),
        "mistakes": list(mistakes),
    }
