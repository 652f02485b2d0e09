"""An examination: every question of a submission asked of fresh workers, every answer judged.

The same loop grades a hand-in and checks it on a student's laptop; they differ in where the
expected outputs come from: the reference's run, or a file stored with the template.
"""

import math
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

import numpy as np

from autograder.checking.compare import wanted_dtype
from autograder.checking.judgement import Expected, judge_form, judge_values, judged, raised
from autograder.checking.messages import (
    Sources,
    believable,
    of_failed_load,
    of_raised,
    presentable,
)
from autograder.checking.submission import Submission
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.worker.arrays import Output, filled
from autograder.worker.client import (
    NoWorkerLeft,
    ServiceHandle,
    Worker,
    WorkerGone,
    WorkerLied,
)
from autograder.worker.dtypes import STORAGE, Array
from autograder.worker.wire import Load, Outputs, Raised, Run, WireTimeout

Expect = Callable[[Trial], Expected]
Explain = Callable[[Verdict, Expected], str]
"""What is told of a failure and of what was answered."""

AskedAgain = Callable[[Verdict, Expected, Expected], bool]
"""Is told what a failure's case was answered at first, and when it was asked once more.

Whether these are two answers.
"""

DEVICE_CHOICES = {"cpu": ("cpu",), "cuda": ("cuda",), "all": ("cpu", "cuda")}
"""What may be asked for, and the devices it means."""

LOST_WORKERS = 2
"""After so many dead workers in a question its other cases are not tried: each costs its limit."""

TRIALS_AHEAD = 8
"""Trials that may be on their way at a time."""

ASKED_AGAIN = 3
"""Failures of a question that are asked again; twice as many if one has another answer then."""

TIMES = 2
"""How often they are, until there is another answer: of few random numbers all may be the same."""

AGAIN_SECONDS = 2.0
"""What this may take for a question. A GPU's worker has to last for all of them: it isn't asked."""

FIRST_ON_GPU = 30
"""Seconds more for a worker's first case of a question on a GPU: libraries and kernels are loaded
when they are first used."""

LOOK_AHEAD_SECONDS = 0.1
"""What the reference may take while a worker imports a submission, which takes less most often."""

BYTES_AHEAD = 64 << 10
"""Bytes of arrays that may be on their way: much less than a socket's buffers hold."""

WIDEST_NUMBER = 8
"""Bytes of a number, in whatever dtype it comes."""


@dataclass(frozen=True)
class Pace:
    """Wall-clock limits in seconds: of a case, a question, importing a submission, the whole."""

    case: int = 10
    question: int = 60
    load: int = 30
    grading: int = 480


class _Candidate:
    """A trial in the line, with what is expected of it, computed when it is first asked for."""

    def __init__(self, trial: Trial, expect: Expect) -> None:
        self.trial = trial
        self._expect = expect

    @cached_property
    def expected(self) -> Expected:
        """The right outputs that are judged."""
        return judged(self.trial, self._expect(self.trial))

    def compute(self) -> None:
        """Have what is expected computed now."""
        _ = self.expected

    @cached_property
    def answer_size(self) -> int:
        """Bytes of the values of an answer that has the expected form: no more are read."""
        return sum(_size(self.trial, output) for output in self.expected.values())

    @cached_property
    def traffic(self) -> int:
        """Bytes of arrays that it sends either way."""
        return _bytes_in(self.trial.inputs) + self.answer_size


class Examination:
    """One submission before the examiners."""

    def __init__(
        self,
        service: ServiceHandle,
        submission: Submission,
        exercises: str,
        tolerances: Tolerances,
        expect: Expect,
        *,
        explain: Explain | None = None,
        asked_again: AskedAgain | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.layers: dict[str, str] = {}
        self._service = service
        self._submission = submission
        self._files = {
            name: np.frombuffer(content, np.uint8) for name, content in submission.files.items()
        }
        self._compiled: dict[str, Array] = {}
        self._exercises = exercises
        texts = {
            name: content.decode(errors="replace") for name, content in submission.files.items()
        }
        self._sources = Sources(texts, exercises)
        self._tolerances = tolerances
        self._expect = expect
        self._explain = explain
        self._asked_again = asked_again
        self._failed: list[tuple[_Candidate, Verdict, Expected]] = []
        self._pace = pace or Pace()
        self._deadline = self._question_ends = time.monotonic() + self._pace.grading
        self._offered: Sequence[str] = ()
        self._unloadable: tuple[Outcome, str] | None = None
        self._no_device: dict[str, str] = {}
        self._worker: Worker | None = None
        self._first_on_gpu = False
        self._question_seconds = self._pace.question

    def question(self, trials: Sequence[Trial]) -> Iterator[Verdict]:
        """The verdicts on one question's trials, all on one device, in their order.

        On the CPU they come from workers of its own; on a GPU, whose driver takes a while to start,
        a worker goes on with the next question.
        """
        line = deque(_Candidate(trial, self._expect) for trial in trials)
        self._question_seconds = self._pace.question
        self._question_ends = time.monotonic() + self._question_seconds
        self._failed = []
        for _ in range(LOST_WORKERS):
            if not line:
                return
            worker = None if self._is_over() else self._loaded_worker(line)
            if worker is None:
                break
            for verdict in self._sitting(worker, line):
                told = verdict.message
                yield replace(verdict, message=presentable(told)) if told else verdict
            if not line:  # else answers to some may still be on their way
                self._ask_again(worker)
            if line or worker.device == "cpu":
                self._leave()  # at once: it is ended while the next question's trials are drawn
        if line:
            why = self._why_not_tried(line[0].trial.device)
            yield from (Verdict(candidate.trial, *why) for candidate in line)

    @property
    def problem(self) -> str:
        """Why the submission can't be imported, or ""."""
        return self._unloadable[1] if self._unloadable else ""

    def close(self) -> None:
        """Wait until every worker is gone, and all that it started."""
        self._leave()
        self._service.settle()

    def _sitting(self, worker: Worker, line: deque[_Candidate]) -> Iterator[Verdict]:
        """Verdicts from one worker, until nobody is left in the line or the worker is lost.

        Further trials are asked while the worker is still at this one, so that neither waits for
        the other; only as many as the connection has room for while nobody reads.
        """
        asked = 0
        while line:
            if self._is_over():
                return
            try:
                asked = self._ask_ahead(worker, line, asked)
                verdict = self._judged(worker, line[0])
            except (WireTimeout, WorkerGone, WorkerLied) as loss:
                self._leave()
                yield Verdict(line.popleft().trial, *self._told_of(loss))
                return
            self._first_on_gpu = False
            line.popleft()
            asked -= 1
            yield verdict
            if self._worker is not worker:
                return

    def _ask_again(self, worker: Worker) -> None:
        """Ask some failed cases once more: to find what chance, or an earlier call, decides.

        It changes no verdict, and takes nothing of the time that there is for these.
        """
        if self._worker is not worker or self._asked_again is None:
            return
        began = time.monotonic()
        until, differ = began + AGAIN_SECONDS, 0
        try:
            for at, (candidate, verdict, first) in enumerate(self._failed):
                if at == ASKED_AGAIN and not differ:
                    break
                for _ in range(TIMES):
                    second = self._answer_again(worker, candidate, until)
                    if second is not None and self._asked_again(verdict, first, second):
                        differ += 1
                        break
        except (WireTimeout, WorkerGone, WorkerLied):
            self._leave()
        self._deadline += time.monotonic() - began

    def _answer_again(self, worker: Worker, candidate: _Candidate, until: float) -> Expected | None:
        """A failed case's answer, if it has values this time as well."""
        worker.ask(self._request(candidate, self._pace.case), until)
        reply, payload = worker.outcome(candidate.answer_size, until)
        if isinstance(reply, Raised) or not reply.outputs.keys() <= candidate.expected.keys():
            return None
        told = _told(reply)
        form = judge_form(candidate.trial, told, candidate.expected)
        return _with_values(reply, payload, told) if form is None else None

    def _ask_ahead(self, worker: Worker, line: deque[_Candidate], asked: int) -> int:
        """Ask the first of the line, and those behind it while there is room on the way.

        The first `asked` of them were asked before; returns how many are now.
        """
        room = BYTES_AHEAD - sum(candidate.traffic for candidate in islice(line, asked))
        for candidate in islice(line, asked, TRIALS_AHEAD):
            room -= candidate.traffic
            if asked and room < 0:
                break
            seconds = self._pace.case if asked else self._case_seconds
            worker.ask(self._request(candidate, seconds), self._case_deadline())
            asked += 1
        return asked

    def _told_of(self, loss: Exception) -> tuple[Outcome, str]:
        """What a student reads about a worker that was lost in the middle of a case."""
        if isinstance(loss, WireTimeout):
            if self._is_over():
                return self._why_not_tried("")
            message = f"no answer within {self._case_seconds} s: an endless loop, most often"
            return Outcome.TIMEOUT, message
        if isinstance(loss, WorkerGone):
            return Outcome.ERROR, loss.how
        message = "the answer did not arrive as sent: leave the grader's own objects alone"
        return Outcome.ERROR, message

    def _is_over(self) -> bool:
        """Whether the time of the question, or of the whole grading, is up."""
        return time.monotonic() >= min(self._deadline, self._question_ends)

    def _why_not_tried(self, device: str) -> tuple[Outcome, str]:
        """What a student reads about cases that no worker tries any more."""
        if device in self._no_device:
            return Outcome.NOT_GRADED, f"a worker can't use the GPU: {self._no_device[device]}"
        if self._unloadable is not None:
            return self._unloadable
        if time.monotonic() >= self._deadline:
            message = f"not tried: the whole grading may take {self._pace.grading} s"
            return Outcome.TIMEOUT, message
        if self._is_over():
            message = f"not tried: all cases of a question may take {self._question_seconds} s"
            return Outcome.TIMEOUT, message
        return (
            Outcome.ERROR,
            f"not tried: {LOST_WORKERS} cases before it ended the process or ran too long",
        )

    def _leave(self) -> None:
        """Have the worker of the question before ended."""
        if self._worker is not None:
            self._worker.end()
            self._worker = None

    def _loaded_worker(self, line: deque[_Candidate]) -> Worker | None:
        """A worker with the submission in it; None, and why, if it can't be imported."""
        device = line[0].trial.device
        if self._unloadable is not None or device in self._no_device:
            return None
        worker = self._worker_for(device)
        if worker.no_device:
            self._no_device[device] = worker.no_device
            self._leave()
            return None
        self._first_on_gpu = device != "cpu"
        more = self._case_seconds - self._pace.case
        self._question_seconds += more
        self._question_ends += more
        module = self._submission.module
        deadline = min(time.monotonic() + self._pace.load, self._deadline)
        forbidden = line[0].trial.forbidden
        outcome = Outcome.ERROR
        try:
            request = Load(module, self._exercises, self._files, self._compiled, forbidden)
            reply, compiled = worker.load(request, deadline, lambda: _look_ahead(line))
            self._compiled = self._compiled or compiled
            if not isinstance(reply, Raised):
                self._offered = [name for name in reply.names if name.isidentifier()]
                return worker
            message = of_failed_load(module, believable(reply, self._sources))
        except WireTimeout:
            if self._is_over():
                return None
            outcome = Outcome.TIMEOUT
            message = (
                f"{module}.py is still running {self._pace.load} s after it was imported: keep "
                'training and plots under if __name__ == "__main__"'
            )
        except WorkerGone as error:
            message = f"while {module}.py was imported: {error.how}"
        except WorkerLied:
            message = f"while {module}.py was imported, it broke the connection to the grader"
        self._leave()
        self._unloadable = (outcome, presentable(message))
        return None

    def _worker_for(self, device: str) -> Worker:
        """The worker that goes on with another question, or a fresh one."""
        if self._worker is not None and self._worker.device == device:
            return self._worker
        self._leave()
        try:
            worker = self._service.worker(device)
        except NoWorkerLeft:  # the one before may hold what the next one needs, until it is gone
            self._service.settle()
            worker = self._service.worker(device)
        self._service.settle()  # before it holds the submission: none may tell what it was asked
        self._worker = worker
        self.layers = worker.layers
        return worker

    def _request(self, candidate: _Candidate, seconds: int) -> Run:
        trial = candidate.trial
        return Run(
            trial.question,
            trial.library,
            trial.dtype,
            trial.device,
            seconds,
            tuple(candidate.expected),
            candidate.answer_size,
            trial.inputs,
        )

    def _judged(self, worker: Worker, candidate: _Candidate) -> Verdict:
        trial, expected = candidate.trial, candidate.expected
        reply, payload = worker.outcome(candidate.answer_size, self._case_deadline())
        if isinstance(reply, Raised):
            told = believable(reply, self._sources)
            message = of_raised(
                self._submission.module,
                told,
                self._offered,
                public=trial.public,
                forbidden=trial.forbidden,
            )
            if reply.over:
                self._leave()
            error = raised(told.error, told.message)
            return self._explained(Verdict(trial, Outcome.ERROR, message), error)
        if not reply.outputs.keys() <= expected.keys():
            raise WorkerLied("it told of an output that nobody asked for")
        actual = _told(reply)
        verdict = judge_form(trial, actual, expected)
        if verdict is None:
            actual = _with_values(reply, payload, actual)
            verdict = judge_values(trial, actual, expected, self._tolerances)
            if verdict.outcome is Outcome.FAILED and trial.device == "cpu":
                self._failed.append((candidate, verdict, actual))
                del self._failed[2 * ASKED_AGAIN :]
        return self._explained(verdict, actual)

    def _case_deadline(self) -> float:
        return min(time.monotonic() + self._case_seconds, self._deadline, self._question_ends)

    @property
    def _case_seconds(self) -> int:
        """What the case at work may take."""
        return self._pace.case + (FIRST_ON_GPU if self._first_on_gpu else 0)

    def _explained(self, verdict: Verdict, actual: Expected) -> Verdict:
        """The verdict, with the likely mistake behind a failure.

        The time that this takes is the judge's, and none of the question's.
        """
        if verdict.outcome is Outcome.PASSED or self._explain is None:
            return verdict
        started = time.monotonic()
        hint = self._explain(verdict, actual)
        self._question_ends += time.monotonic() - started
        return replace(verdict, hint=hint)


def _look_ahead(line: deque[_Candidate]) -> None:
    """Compute what is expected of the first in the line, unless that takes long."""
    until = time.monotonic() + LOOK_AHEAD_SECONDS
    for candidate in islice(line, TRIALS_AHEAD):
        if time.monotonic() >= until:
            return
        candidate.compute()


def _told(reply: Outputs) -> dict[str, Output]:
    """The outputs that a worker told of, without values."""
    return {
        name: Output(header.kind, header.dtype, header.shape, header.device, text=header.text)
        for name, header in reply.outputs.items()
    }


def _with_values(reply: Outputs, payload: bytes, told: Expected) -> dict[str, Output]:
    """The outputs with their values, which lie in the payload in the order of the outputs.

    Their forms were judged before: but for a text's, which has none, shapes are those expected.
    """
    outputs, offset = {}, 0
    for name, header in reply.outputs.items():
        outputs[name] = told[name]
        if header.kind == "text" and header.size is None:
            continue
        storage = STORAGE.get(header.dtype)
        count = math.prod(header.shape)
        if header.kind == "text" or storage is None or header.size != count * storage.itemsize:
            raise WorkerLied(f"{name} has other values than were announced")
        if offset + header.size > len(payload):
            raise WorkerLied(f"{name} has fewer values than were announced")
        values = np.frombuffer(payload, storage, count, offset).reshape(header.shape)
        outputs[name] = filled(told[name], values)
        offset += header.size
    return outputs


def _size(trial: Trial, expected: Output) -> int:
    """Bytes of an output's values, when it has the expected form."""
    if expected.kind == "text":
        return 0
    count = math.prod(expected.shape)
    if expected.kind == "number" or expected.shape == ():
        return WIDEST_NUMBER
    return STORAGE[wanted_dtype(trial, expected)].itemsize * count


def _bytes_in(tree: object) -> int:
    """Bytes of all arrays in a tree of inputs."""
    if isinstance(tree, np.ndarray):
        return tree.nbytes
    if isinstance(tree, dict):
        return sum(_bytes_in(value) for value in tree.values())
    if isinstance(tree, list | tuple):
        return sum(_bytes_in(value) for value in tree)
    return 0
