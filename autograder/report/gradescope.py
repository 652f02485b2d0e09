"""Gradescope's results.json, from a report.

The format is Gradescope's "Autograder Specifications". What breaks it silently is guarded here:
numbers that are not finite, NUL and other control characters, outputs beyond 100,000 characters.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.report.explain import about_text, points, question_text, report_text
from autograder.report.files import without_controls, write_whole
from autograder.report.metadata import MARK, number
from autograder.report.policy import Lateness, Refusal, late_text, refusal_text
from autograder.report.report import QuestionReport, Report, WrittenReport
from autograder.spec.assignment import Assignment
from autograder.spec.gradescope import COUNTED, DEFAULT, VISIBLE, Gradescope

LONGEST_OUTPUT = 90_000
"""Characters of one output; the platform cuts at 100,000."""

UNFINISHED = (
    "the grading did not come to its end; this is not about your work: tell your instructor, who "
    "can start it again"
)
"""What stands in results.json until the grading has ended."""

BOARD = "Points"
"""The leaderboard's column."""


def results(
    report: Report,
    settings: Gradescope = DEFAULT,
    late: Lateness | None = None,
    board: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The content of results.json: the max_scores of its entries sum to the points.

    A question has one entry, or two where the points of its hidden cases are withheld; a written
    one has its own once a person has graded it. `board` are rows of the leaderboard beside points.
    """
    automatic = len(report.questions)
    told: dict[str, Any] = {
        "output": _clean(_output(report, settings, late)),
        "output_format": "text",
        "visibility": VISIBLE,
        "stdout_visibility": "hidden",
        "execution_time": math.ceil(report.seconds),
        "tests": [
            *(
                entry
                for place, question in enumerate(report.questions, 1)
                for entry in _entries(question, str(place), settings)
            ),
            *(_written(w, str(i)) for i, w in enumerate(report.graded_by_hand, automatic + 1)),
        ],
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
    score = report.score if late is None else late.of(report.score)
    if late is not None:
        told["score"] = round(score, 4)
    rows: list[Mapping[str, Any]] = [*board]
    if settings.leaderboard:
        rows.insert(0, {"name": BOARD, "value": round(score, 4)})
    if rows:
        told["leaderboard"] = rows
    return told


def unfinished(assignment: Assignment, done: Sequence[QuestionReport] = ()) -> Report:
    """The report on a hand-in of which only some questions are graded yet, or none."""
    rest = assignment.questions[len(done) :]
    return Report(
        assignment.name,
        assignment.title,
        (*done, *(QuestionReport(q.name, q.title, q.points, ()) for q in rest)),
        problem=UNFINISHED,
        written=tuple(WrittenReport(w.name, w.title, w.points) for w in assignment.written),
        hints=assignment.hints,
    )


def kept(refusal: Refusal) -> dict[str, Any]:
    """The results.json of a hand-in too many: that of the last graded one, and why."""
    last = refusal.last
    tests = last.results.get("tests")
    entries = [_kept_entry(entry) for entry in tests] if isinstance(tests, list) else []
    return {
        "score": last.score,
        "output": _clean(refusal_text(refusal)),
        "output_format": "text",
        "visibility": VISIBLE,
        "stdout_visibility": "hidden",
        "tests": [entry for entry in entries if entry],
        "extra_data": {MARK: True},
    }


def write_results(
    report: Report,
    path: Path,
    settings: Gradescope = DEFAULT,
    late: Lateness | None = None,
    board: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Write results.json whole or not at all, for its owner's eyes: it tells of hidden cases."""
    write_told(results(report, settings, late, board), path)


def write_told(told: dict[str, Any], path: Path) -> None:
    """Write this content of results.json, as write_results does."""
    text = json.dumps(told, indent=2, allow_nan=False, ensure_ascii=False)
    write_whole(text + "\n", path)


def _output(report: Report, settings: Gradescope, late: Lateness | None) -> str:
    """What is said of the whole; no points where they are withheld."""
    shown = not settings.withholds
    if shown:
        lines = [report_text(report)]
    else:
        by_hand = f"{points(report.by_hand)} points are graded by hand."
        lines = [*about_text(report), *([by_hand] if report.by_hand else [])]
    if late is not None:
        lines.append(late_text(late, report.score, shown=shown))
    return "\n".join(lines)


def _entries(
    question: QuestionReport, place: str, settings: Gradescope
) -> Iterator[dict[str, Any]]:
    if not settings.withholds:
        yield _entry(question, place, hidden=settings.hidden != COUNTED)
        return
    public = tuple(verdict for verdict in question.verdicts if verdict.trial.public)
    yield _entry(replace(question, verdicts=public), f"{place}.1", hidden=False) | {
        "name": f"{question.title} ({question.name}): public cases, which give no points",
        "score": 0,
        "max_score": 0,
    }
    yield _entry(question, f"{place}.2") | {"visibility": settings.hidden}


def _entry(question: QuestionReport, place: str, *, hidden: bool = True) -> dict[str, Any]:
    entry = {
        "name": f"{question.title} ({question.name})",
        "number": place,
        "score": round(question.score, 4),
        "max_score": question.points,
        "output": _clean(question_text(question, hidden=hidden)),
        "output_format": "text",
        "visibility": VISIBLE,
        "extra_data": {
            "question": question.name,
            "not_graded_points": round(question.not_graded, 4),
            "cases": {verdict.trial.id: str(verdict.outcome) for verdict in question.verdicts},
        },
    }
    if question.was_graded:  # of the others, nobody knows whether they are right
        entry["status"] = "failed" if question.failures else "passed"
    return entry


def _kept_entry(entry: Any) -> dict[str, Any]:
    """An entry of earlier results, as the platform gave it back: numbers may be strings."""
    if not isinstance(entry, dict):
        return {}
    numbers = {key: number(entry.get(key)) for key in ("score", "max_score")}
    texts = {key: entry.get(key) for key in ("name", "number", "output", "visibility", "status")}
    return {
        **{key: value for key, value in numbers.items() if value is not None},
        **{key: _clean(value) for key, value in texts.items() if isinstance(value, str)},
    }


def _written(question: WrittenReport, number: str) -> dict[str, Any]:
    """The entry of a question that a person has graded."""
    earned = question.earned or 0.0
    return {
        "name": _clean(f"{question.title} ({question.name})"),
        "number": number,
        "score": round(earned, 4),
        "max_score": question.points,
        "status": "passed" if earned == question.points else "failed",
        "output": _clean(question.comment),
        "output_format": "text",
        "visibility": "visible",
        "extra_data": {"question": question.name, "by_hand": True},
    }


def _clean(text: str) -> str:
    text = without_controls(text)
    if len(text) > LONGEST_OUTPUT:
        text = text[:LONGEST_OUTPUT] + "\n(cut)"
    return text
