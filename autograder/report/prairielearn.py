"""PrairieLearn's results.json, from a report.

The format is that of "External grading" in PrairieLearn's documentation, under "Grading results"
(https://prairielearn.readthedocs.io/en/latest/externalGrading/): a `score` from 0 to 1, `tests` as
<pl-external-grader-results> shows them, and, where there is nothing to be graded, `gradable: false`
with `format_errors`, which costs a student no attempt. The file is to have no more than 1 MB.

It knows no points that were not graded here. They count for nothing, neither as earned nor as lost:
the score is the part that was earned of what could be graded, and the text says what is missing.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.report.explain import points, question_text, report_text, summary
from autograder.report.files import without_controls, write_whole
from autograder.report.report import DIGITS, QuestionReport, Report, WrittenReport

LARGEST = 1_000_000
"""Bytes of the file."""

CUT = " (cut)"
"""Stands where a text was cut."""


def results(report: Report) -> dict[str, Any]:
    """The content of results.json."""
    graded = round(report.points - report.not_graded, DIGITS)
    told = without_controls(report_text(report))
    if (report.problem and not report.score) or graded <= 0:
        why = report.problem or "nothing of it can be graded on this machine"
        return {"gradable": False, "format_errors": [without_controls(why)], "output": told}
    return {
        "gradable": True,
        "score": min(max(round(report.score / graded, 6), 0.0), 1.0),
        "message": f"{points(report.score)} of {points(graded)} points.",
        "output": told,
        "tests": [
            *(_test(question) for question in report.questions),
            *(_written(question) for question in report.graded_by_hand),
        ],
    }


def write_results(report: Report, path: Path) -> None:
    """Write the file whole or not at all."""
    write_whole(_fitting(results(report)), path)


def _fitting(content: dict[str, Any]) -> str:
    """The file's text: as much of each text as there is room for, long ones cut to one length."""
    text = _dumped(content)
    if _fits(text):
        return text
    if not _fits(_dumped(_cut(content, 0))):  # so many questions that they are too much without
        content = content | {"tests": []}
    least, most = 0, max(len(text) for text in _texts(content))
    while least < most:
        middle = (least + most + 1) // 2
        if _fits(_dumped(_cut(content, middle))):
            least = middle
        else:
            most = middle - 1
    return _dumped(_cut(content, least))


def _fits(text: str) -> bool:
    return len(text.encode()) <= LARGEST


def _dumped(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=1, allow_nan=False, ensure_ascii=False) + "\n"


def _texts(content: Any) -> Iterator[str]:
    """All that is told in words."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, list | dict):
        for part in content.values() if isinstance(content, dict) else content:
            yield from _texts(part)


def _cut(content: Any, most: int) -> Any:
    """The content with at most so many characters of each text."""
    if isinstance(content, dict):
        return {name: _cut(part, most) for name, part in content.items()}
    if isinstance(content, list):
        return [_cut(part, most) for part in content]
    if isinstance(content, str) and len(content) > most:
        return content[:most] + CUT
    return content


def _test(question: QuestionReport) -> dict[str, Any]:
    """A question as a test: its points are those that could be graded here."""
    most = max(question.points - question.not_graded, 0.0)
    return {
        "name": without_controls(question.title),
        "description": without_controls(question.name),
        "points": round(question.score, 4),
        "max_points": round(most, 4),
        "message": without_controls(summary(question)),
        "output": without_controls(question_text(question)),
    }


def _written(question: WrittenReport) -> dict[str, Any]:
    """A question that a person has graded."""
    return {
        "name": without_controls(question.title),
        "description": without_controls(f"{question.name}, graded by hand"),
        "points": round(question.earned or 0.0, 4),
        "max_points": round(question.points, 4),
        "message": "",
        "output": without_controls(question.comment),
    }
