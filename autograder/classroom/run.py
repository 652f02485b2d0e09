"""A class from its hand-ins to its store: what is there stays, what is missing is graded."""

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.checking.examination import DEVICE_CHOICES
from autograder.checking.submission import Submission, SubmissionError
from autograder.classroom.digests import digests_of, key_of
from autograder.classroom.jobs import (
    CPU,
    GPU,
    Done,
    Event,
    Failed,
    GraderLost,
    Job,
    SetAside,
    Work,
    versions_here,
)
from autograder.classroom.record import Record
from autograder.classroom.store import Class
from autograder.classroom.submissions import HandIn
from autograder.judge.grading import Terms
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course

Engine = Callable[[Work, Iterator[Job]], Iterator[Event]]
"""What grades: of each job it tells `Done` or `SetAside` once, before that `Failed` or nothing."""

IN_A_ROW = 10
"""So many hand-ins that are set aside one after the other are the machine's doing, not theirs."""


@dataclass
class Tally:
    """How far a run is.

    kept    of the hand-ins: what was stored is as it should be
    begun   when the first one was given to be graded, by time.monotonic()
    """

    of: int
    kept: int = 0
    graded: int = 0
    unopened: int = 0
    failures: list[Failed] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    begun: float | None = None

    @property
    def settled(self) -> int:
        """Hand-ins of which there is nothing more to do."""
        return self.kept + self.graded + len(self.set_aside)

    @property
    def a_minute(self) -> float:
        """Hand-ins graded a minute."""
        taken = time.monotonic() - self.begun if self.begun is not None else 0.0
        return 60 * self.graded / taken if taken else 0.0


@dataclass(frozen=True)
class _Pending:
    hand_in: HandIn
    digest: str
    keys: Mapping[str, str]
    was_set_aside: bool


class ClassRun:
    """One run over a class; `tally` tells at any time how far it is."""

    def __init__(
        self,
        hand_ins: Sequence[HandIn],
        assignment: Assignment,
        course: Course,
        record: Record,
        graded_by: Class,
        *,
        allow_unsafe: bool = False,
    ) -> None:
        self.tally = Tally(len(hand_ins))
        self._hand_ins = hand_ins
        self._assignment = assignment
        self._record = record
        hints = graded_by.hints or assignment.hints
        terms = Terms(graded_by.device, graded_by.seed, allow_unsafe, hints)
        digests = digests_of(assignment, course)
        root = str(course.root.resolve())
        self._work = Work(root, assignment.name, terms, digests, versions_here())
        self._choices = {"seed": terms.seed, "device": terms.devices, "hints": hints}
        self._pending: dict[str, _Pending] = {}
        self._in_a_row = 0

    def grade(self, engine: Engine, tell: Callable[[Tally], None] = lambda tally: None) -> Tally:
        """Grade what the store has no result of, or an outdated one; each is stored as it comes.

        GraderLost where hand-ins are set aside one after the other: each takes a process or three
        to fail, and a large class would take hours of it.
        """
        self._tell = tell
        for event in engine(self._work, self._jobs()):
            self._take(event)
            tell(self.tally)
        self._record.end(self._assignment.name, {hand_in.name for hand_in in self._hand_ins})
        return self.tally

    def _jobs(self) -> Iterator[Job]:
        """What is to be graded, one hand-in opened at a time; what was set aside before, last."""
        aside = self._record.set_aside(self._assignment.name)
        for hand_in in sorted(self._hand_ins, key=lambda hand_in: hand_in.name in aside):
            submission, problem = _opened(hand_in, self._assignment.module)
            digest = submission.digest if submission else _digest_of_problem(problem)
            keys = {
                question: key_of(digest, asked, self._choices)
                for question, asked in self._work.digests.items()
            }
            stored = self._record.keys(self._assignment.name, hand_in.name)
            if stored == keys:
                self._record.confirm(self._assignment.name, hand_in)
                self.tally.kept += 1
                self._tell(self.tally)
                continue
            outdated = tuple(name for name, key in keys.items() if stored.get(name) != key)
            before = b""
            if len(outdated) < len(keys):
                before = self._record.packed_report(self._assignment.name, hand_in.name)
            self.tally.begun = self.tally.begun or time.monotonic()
            self._pending[hand_in.name] = _Pending(hand_in, digest, keys, hand_in.name in aside)
            yield Job(hand_in.name, submission, outdated, problem, before, self._needs(outdated))

    def _needs(self, questions: Sequence[str]) -> str:
        """What a machine must offer to grade these questions."""
        devices = DEVICE_CHOICES[self._work.terms.devices]
        asked = (self._assignment.question(name) for name in questions)
        on_cuda = "cuda" in devices and any("cuda" in question.devices for question in asked)
        return GPU if on_cuda else CPU

    def _take(self, event: Event) -> None:
        name = self._assignment.name
        if isinstance(event, Failed):
            self.tally.failures.append(event)
            return
        pending = self._pending.pop(event.name)
        if isinstance(event, Done):
            self._record.put(name, pending.hand_in, pending.digest, pending.keys, event)
            self.tally.graded += 1
            self.tally.unopened += bool(event.problem)
            self._in_a_row = 0
            return
        self._record.put_aside(name, pending.hand_in, event.why)
        self.tally.set_aside.append(event)
        self._in_a_row += not pending.was_set_aside
        if self._in_a_row == IN_A_ROW:
            raise GraderLost(f"{IN_A_ROW} hand-ins in a row were set aside, the last: {event.why}")


def _opened(hand_in: HandIn, module: str) -> tuple[Submission | None, str]:
    """The submission, or why there is none."""
    try:
        return hand_in.open(module), ""
    except SubmissionError as error:
        return None, str(error)


def _digest_of_problem(problem: str) -> str:
    """Stands for the content of what can't be opened."""
    return hashlib.sha256(b"problem\0" + problem.encode()).hexdigest()
