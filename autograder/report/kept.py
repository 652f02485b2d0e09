"""Reports that this program keeps for itself, as a class's store: read quickly, and in parts.

Nobody else writes there. Types are checked and nothing else, which is many times as fast as
`stored.report_in`; and since the hand-ins of a class are asked the same, a question that is all
right is in one report the very bytes that it is in another.
"""

import json
import re

import msgspec

from autograder.report.report import QuestionReport, WrittenReport
from autograder.report.stored import FORM, INFINITE, ReportError

_INFINITE = re.compile(rf'"measured":\s*"{INFINITE}"'.encode())
"""As it is stored: it stands in no message, where the quotes would be escaped."""


class Kept(msgspec.Struct, frozen=True):
    """A report whose questions are still JSON; the fields are those of `Report` that are wanted."""

    questions: list[msgspec.Raw]
    written: tuple[WrittenReport, ...]
    flags: tuple[str, ...]
    seconds: float
    hints: str


class _Whole(msgspec.Struct):
    form: int
    report: Kept


_WHOLE = msgspec.json.Decoder(_Whole)
_QUESTION = msgspec.json.Decoder(QuestionReport)


def kept_in(text: bytes) -> Kept:
    """The report that such a text holds; ReportError if it is damaged."""
    try:
        whole = _WHOLE.decode(text)
    except msgspec.MsgspecError:
        whole = _decoded(_without_halves(text))
    if whole.form != FORM:
        raise ReportError(f"its form is {whole.form}, and {FORM} is read: grade anew")
    return whole.report


def kept_question(content: bytes) -> QuestionReport:
    """One question of such a report. A deviation that is infinite is told as None."""
    try:
        return _QUESTION.decode(_INFINITE.sub(b'"measured":null', content))
    except msgspec.MsgspecError as error:
        raise ReportError(f"it is damaged: {error}") from error


def _decoded(text: bytes) -> _Whole:
    try:
        return _WHOLE.decode(text)
    except msgspec.MsgspecError as error:
        raise ReportError(f"it is damaged: {error}") from error


def _without_halves(text: bytes) -> bytes:
    """The same with question marks for halves of characters, which msgspec refuses."""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False).encode("utf-8", "replace")
    except (ValueError, RecursionError) as error:
        raise ReportError(f"it is no JSON: {error}") from error
