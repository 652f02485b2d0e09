"""A report on disk, as JSON, and back: nothing is lost, and nothing is believed unseen.

It is for the instructor: it tells of hidden cases, of the seed and of the machine.
"""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder.checking.messages import presentable
from autograder.checking.trial import Trial, Verdict
from autograder.report.report import QuestionReport, Report

FORM = 2
"""Version of the file's form."""

LARGEST = 16 << 20
"""Bytes of a report; a hand-in that fails in all of 150 cases has about 0.2 million."""

INFINITE = "infinite"
"""Stands for a deviation that no number tells: JSON has none for it."""


class ReportError(Exception):
    """A file holds no report that can be read; the text says why, in a line."""

    def __init__(self, message: str) -> None:
        super().__init__(presentable(message))  # what stands in a file may be anything


def stored(report: Report) -> str:
    """The report as the text of a file."""
    return json.dumps(_whole(report), indent=1, default=_members, allow_nan=False) + "\n"


def dense(report: Report) -> str:
    """The same without spaces: to be kept among many."""
    whole = _whole(report)
    return json.dumps(whole, separators=(",", ":"), default=_members, allow_nan=False)


def read_report(path: Path) -> Report:
    """The report in a file; ReportError says what is wrong with it."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ReportError(f"it can't be read: {error.strerror}") from error
    if len(content) > LARGEST:
        raise ReportError(f"it is larger than {LARGEST >> 20} MB: that is no report")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise ReportError("it is no text: that is no report") from error
    return report_in(text)


def report_in(text: str) -> Report:
    """The report that such a text holds."""
    try:
        whole = json.loads(text, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"it is no JSON: {error}") from error
    if not isinstance(whole, dict) or whole.keys() != {"form", "report"}:
        raise ReportError("it holds no report of `autograder grade --report`")
    if whole["form"] != FORM:
        raise ReportError(f"its form is {whole['form']!r:.40}, and {FORM} is read: grade anew")
    try:
        report = msgspec.convert(whole["report"], Report)
    except (msgspec.ValidationError, OverflowError) as error:
        raise ReportError(f"it is damaged: {error}") from error
    for wrong in _wrongs(report):
        raise ReportError(f"it is damaged: {wrong}")
    if json.loads(dense(report), object_pairs_hook=_object)["report"] != whole["report"]:
        raise ReportError("it is damaged: something is missing, or more than a report holds")
    return report


def _whole(report: Report) -> dict[str, Any]:
    return {"form": FORM, "report": report}


def _members(value: Any) -> dict[str, Any]:
    """What JSON tells of a part of a report: all of it but the arrays of inputs.

    A trial has its id besides, for whoever else reads it.
    """
    members = {name: getattr(value, name) for name in value.__dataclass_fields__}
    if isinstance(value, Trial):
        del members["inputs"]
        members["id"] = value.id
    if isinstance(value, Verdict) and not math.isfinite(value.measured or 0.0):
        members["measured"] = INFINITE
    return members


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object; no name may stand in it twice."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    if found.get("measured") == INFINITE:
        found["measured"] = math.inf
    return found


def _wrongs(report: Report) -> Iterator[str]:
    """What types alone don't tell."""
    names = [q.name for q in report.questions] + [w.name for w in report.written]
    if len(set(names)) < len(names):
        yield "two questions have one name"
    if not 0 <= report.seconds < math.inf:
        yield f"seconds are {report.seconds}"
    for question in report.questions:
        yield from _wrongs_of(question)
    for written in report.written:
        if not 0 < written.points < math.inf:
            yield f"{written.name} is of {written.points} points"
        if written.earned is not None and not 0 <= written.earned <= written.points:
            yield f"{written.name} earned {written.earned} of {written.points} points"


def _wrongs_of(question: QuestionReport) -> Iterator[str]:
    name, shares = question.name, question.shares
    if not 0 < question.points < math.inf:
        yield f"{name} is of {question.points} points"
    if shares and not math.isclose(sum(shares.values()), 1):
        yield f"the shares of {name} are not 1 together"
    if not all(0 < share <= 1 for share in shares.values()):
        yield f"a share of {name} is none"
    trials = [verdict.trial for verdict in question.verdicts]
    if len({trial.id for trial in trials}) < len(trials):
        yield f"{name} has one trial twice"
    for trial in trials:
        if trial.question != name:
            yield f"{trial.id} stands in {name}"
        if shares and trial.group not in shares:
            yield f"{trial.id} is of a group without a share"
        if trial.worth is not None and not 0 < trial.worth < math.inf:
            yield f"{trial.id} is worth {trial.worth}"
