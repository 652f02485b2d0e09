"""What a store holds of a class, as a page on it needs it: in one pass, one report at a time.

What is the same for many hand-ins, as a question that is all right, is kept once.
"""

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from autograder.checking.messages import says_not_implemented
from autograder.checking.trial import Outcome, Verdict
from autograder.classroom.export import Student
from autograder.classroom.store import Row, Store
from autograder.judge.reference import Example as Solution
from autograder.report.class_report.records import (
    Asked,
    Cause,
    ClassResults,
    DeviceResult,
    Example,
    HandIn,
    Result,
)
from autograder.report.kept import Kept, kept_question
from autograder.report.report import QuestionReport, is_not_graded

DIGEST_BYTES = 16

OUTDATED = "it was graded on other questions, and the run that grades it anew was cut off"


def results_of(store: Store, assignment: str) -> ClassResults:
    """The results of an assignment's class; StoreError if there are none of it, or one is damaged.

    Similarity and examples are to be added: a store doesn't hold them.
    """
    of = store.of(assignment)
    reading = _Reading(tuple(name for name, _, _ in of.questions))
    hand_ins = tuple(reading.hand_ins(store, assignment))
    return ClassResults(
        of.title,
        of.assignment,
        tuple(Asked(*question) for question in of.questions),
        hand_ins,
        of.device,
        reading.hints,
        reading.told,
        by_hand=reading.by_hand,
    )


def examples_of(solutions: list[Solution]) -> dict[str, Example]:
    """The wrong examples as a page tells them, by name."""
    return {s.name: Example(s.name, _about(s.own), s.hint, s.own) for s in solutions}


@dataclass
class _Reading:
    """What is learnt on the way through a class.

    questions  names, in their order
    told       the hint of each mistake, as students read it
    hints      the failures of which the likely mistake was told, "" while nothing is known
    by_hand    points of written questions, which no store knows of
    """

    questions: tuple[str, ...]
    told: dict[tuple[str, ...], str] = field(default_factory=dict)
    hints: str = ""
    by_hand: float = 0.0
    _known: dict[bytes, tuple[str, Result]] = field(default_factory=dict)

    def hand_ins(self, store: Store, assignment: str) -> Iterator[HandIn]:
        """All of them by name."""
        for row in store.rows(assignment):
            hand_in = _without_result(row)
            if kept := store.kept(assignment, row.name):
                hand_in = self._with_result(hand_in, kept)
            yield hand_in

    def _with_result(self, hand_in: HandIn, kept: Kept) -> HandIn:
        self.hints = kept.hints or self.hints
        self.by_hand = sum(written.points for written in kept.written)
        found = dict(self._result(bytes(question)) for question in kept.questions)
        if not found.keys() >= set(self.questions):
            return replace(hand_in, set_aside=hand_in.set_aside or OUTDATED)
        results = tuple(found[name] for name in self.questions)
        return replace(hand_in, results=results, seconds=kept.seconds, flags=kept.flags)

    def _result(self, content: bytes) -> tuple[str, Result]:
        """A question's name, and what came of it; where two are the same, it is worked out once."""
        key = hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest()
        if key not in self._known:
            question = kept_question(content)
            self._known[key] = question.name, self._worked_out(question)
        return self._known[key]

    def _worked_out(self, question: QuestionReport) -> Result:
        for verdict in question.failures:
            if verdict.mistakes and verdict.mistakes not in self.told:
                self.told[verdict.mistakes] = verdict.hint
        return Result(
            question.score,
            question.not_graded,
            tuple(question.groups()),
            tuple(question.lost().items()),
            tuple(dict.fromkeys(v.mistakes for v in question.failures if v.mistakes)),
            _cause(question.failures),
            tuple(_device(part, verdicts) for part, verdicts in question.devices()),
        )


def _without_result(row: Row) -> HandIn:
    students = tuple(filter(None, map(_known, row.students)))
    return HandIn(
        row.name,
        students,
        problem=row.problem,
        set_aside=row.set_aside,
        digest="" if row.problem else row.digest,
    )


def _known(student: Student) -> tuple[str, ...]:
    return tuple(filter(None, (student.name, student.email, student.sid)))


def _device(points: float, verdicts: list[Verdict]) -> DeviceResult:
    why = verdicts[0].message if is_not_graded(verdicts) else ""
    return DeviceResult(verdicts[0].trial.device, points, why)


def _cause(failures: list[Verdict]) -> Cause:
    """The best that is known of why a question fails."""
    if not failures:
        return Cause.NONE
    if any(verdict.mistakes for verdict in failures):
        return Cause.KNOWN
    if all(says_not_implemented(verdict.message) for verdict in failures):
        return Cause.UNWRITTEN
    if any(verdict.hint for verdict in failures):
        return Cause.RELATION
    outcomes = {verdict.outcome for verdict in failures}
    if Outcome.TIMEOUT in outcomes:
        return Cause.TIMEOUT
    return Cause.ERROR if Outcome.ERROR in outcomes else Cause.WRONG


def _about(source: str) -> str:
    """The first paragraph of a file's docstring: its mistake in a sentence."""
    told = ast.get_docstring(ast.parse(source)) or ""
    return " ".join(told.partition("\n\n")[0].split())
