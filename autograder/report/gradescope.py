"""Gradescope's results.json, from a report.

The format is Gradescope's "Autograder Specifications". What breaks it silently is guarded here:
numbers that are not finite, NUL and other control characters, outputs beyond 100,000 characters.
"""

import json
import math
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from autograder.report.explain import question_text, report_text
from autograder.report.report import QuestionReport, Report

LONGEST_OUTPUT = 90_000
"""Characters of one output; the platform cuts at 100,000."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def results(report: Report) -> dict[str, Any]:
    """The content of results.json: one test entry a question, max_score summing to the points."""
    return {
        "output": _clean(report_text(report)),
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "execution_time": math.ceil(report.seconds),
        "tests": [_entry(question, str(i)) for i, question in enumerate(report.questions, 1)],
        "extra_data": {
            "assignment": report.assignment,
            "not_graded_points": round(report.not_graded, 4),
            "by_hand_points": report.by_hand,
            "flags": [_clean(flag) for flag in report.flags],
            "tier": report.tier,
            "confinement": {name: reason or "on" for name, reason in report.layers.items()},
            "seed": report.seed,
            "hints": report.hints,
        },
    }


def write_results(report: Report, path: Path) -> None:
    """Write results.json whole or not at all, for its owner's eyes: it tells of hidden cases."""
    text = json.dumps(results(report), indent=2, allow_nan=False, ensure_ascii=False)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _entry(question: QuestionReport, number: str) -> dict[str, Any]:
    return {
        "name": f"{question.title} ({question.name})",
        "number": number,
        "score": round(question.score, 4),
        "max_score": question.points,
        "status": "failed" if question.failures else "passed",
        "output": _clean(question_text(question)),
        "output_format": "text",
        "visibility": "visible",
        "extra_data": {
            "question": question.name,
            "not_graded_points": round(question.not_graded, 4),
            "cases": {verdict.trial.id: str(verdict.outcome) for verdict in question.verdicts},
        },
    }


def _clean(text: str) -> str:
    text = _CONTROL.sub("?", text)
    if len(text) > LONGEST_OUTPUT:
        text = text[:LONGEST_OUTPUT] + "\n(cut)"
    return text
