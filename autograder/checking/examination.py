"""An examination: every question of a submission asked of fresh workers, every answer judged.

The same loop grades a hand-in and checks it on a student's laptop; they differ in where the
expected outputs come from: the reference's run, or a file stored with the template.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.checking.compare import (
    Mismatch,
    form_mismatch,
    largest_deviation,
    value_mismatch,
)
from autograder.checking.graph import GraphError, run_graph
from autograder.checking.messages import of_failed_load, of_raised
from autograder.checking.submission import Submission
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.worker.arrays import Output, filled
from autograder.worker.client import ServiceHandle, Worker, WorkerGone, WorkerLied
from autograder.worker.dtypes import STORAGE
from autograder.worker.wire import OutputHeader, Outputs, Raised, Run, WireTimeout

Expected = Mapping[str, Output]
Expect = Callable[[Trial], Expected]
Explain = Callable[[Trial, Mapping[str, Output], Mismatch], str]

LOST_WORKERS = 2
"""After so many dead workers in one question its other cases are not tried: each costs its limit."""


@dataclass(frozen=True)
class Pace:
    """Wall-clock limits in seconds: of one case, of importing a submission, of the whole."""

    case: int = 10
    load: int = 30
    grading: int = 480


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
        pace: Pace | None = None,
    ) -> None:
        self.layers: dict[str, str] = {}
        self._service = service
        self._submission = submission
        self._files = {
            name: np.frombuffer(content, np.uint8) for name, content in submission.files.items()
        }
        self._exercises = exercises
        self._tolerances = tolerances
        self._expect = expect
        self._explain = explain
        self._pace = pace or Pace()
        self._deadline = time.monotonic() + self._pace.grading
        self._offered: Sequence[str] = ()
        self._unloadable: tuple[Outcome, str] | None = None

    def question(self, trials: Sequence[Trial]) -> Iterator[Verdict]:
        """The verdicts on one question's trials, in their order; each question has its own worker."""
        worker: Worker | None = None
        lost = 0
        try:
            for trial in trials:
                if lost >= LOST_WORKERS:
                    message = f"not tried: {lost} cases before it ended the process or ran too long"
                    yield Verdict(trial, Outcome.ERROR, message)
                    continue
                if time.monotonic() > self._deadline:
                    yield self._out_of_time(trial)
                    continue
                try:
                    worker = worker or self._loaded_worker()
                    if worker is None:
                        assert self._unloadable is not None
                        yield Verdict(trial, *self._unloadable)
                        continue
                    yield self._judged(worker, trial)
                except WireTimeout:
                    worker, lost = None, lost + 1
                    message = f"no answer within {self._pace.case} s: an endless loop, most often"
                    yield Verdict(trial, Outcome.TIMEOUT, message)
                except WorkerGone as error:
                    worker, lost = None, lost + 1
                    yield Verdict(trial, Outcome.ERROR, error.how)
                except WorkerLied:
                    worker, lost = None, lost + 1
                    message = "the answer did not arrive as sent: leave the grader's own objects alone"
                    yield Verdict(trial, Outcome.ERROR, message)
        finally:
            if worker is not None:
                worker.end()

    def _loaded_worker(self) -> Worker | None:
        """A fresh worker with the submission in it; None, and why, if it can't be imported."""
        if self._unloadable is not None:
            return None
        worker = self._service.worker()
        self.layers = worker.layers
        module = self._submission.module
        deadline = min(time.monotonic() + self._pace.load, self._deadline)
        outcome = Outcome.ERROR
        try:
            reply = worker.load(module, self._exercises, self._files, deadline)
            if not isinstance(reply, Raised):
                self._offered = reply.names
                return worker
            message = of_failed_load(module, reply)
        except WireTimeout:
            outcome = Outcome.TIMEOUT
            message = f"{module}.py is still running after {self._pace.load} s when it is imported"
        except WorkerGone as error:
            message = f"while {module}.py was imported: {error.how}"
        except WorkerLied:
            message = f"while {module}.py was imported, it broke the connection to the grader"
        worker.end()
        self._unloadable = (outcome, message)
        return None

    def _judged(self, worker: Worker, trial: Trial) -> Verdict:
        deadline = min(time.monotonic() + self._pace.case, self._deadline)
        request = Run(
            trial.question, trial.library, trial.dtype, trial.device, self._pace.case, trial.inputs
        )
        worker.ask(request, deadline)
        expected = self._expect(trial)  # while the worker runs
        deadline = max(deadline, time.monotonic() + self._pace.case / 2)
        reply = worker.outcome(deadline)
        if isinstance(reply, Raised):
            message = of_raised(
                self._submission.module, reply, self._offered, public=trial.public
            )
            return Verdict(trial, Outcome.ERROR, message)
        return self._compared(worker, trial, reply, expected, deadline)

    def _compared(
        self, worker: Worker, trial: Trial, reply: Outputs, expected: Expected, deadline: float
    ) -> Verdict:
        names = trial.outputs or tuple(expected)
        actual: dict[str, Output] = {}
        for name in names:
            if name not in reply.outputs:
                message = f"{name} is missing from the outputs"
                return Verdict(trial, Outcome.FAILED, message)
            actual[name] = _told(reply.outputs[name])
            mismatch = form_mismatch(trial, name, actual[name], expected[name])
            if mismatch is not None:
                return self._failed(trial, actual, mismatch)
        taken = [name for name in names if expected[name].kind != "text"]
        if taken:
            # Kind, dtype and shape are the expected ones by now, so the size is what *we* compute.
            sizes = [_size(actual[name]) for name in taken]
            payload = worker.take(taken, sum(sizes), deadline)
            offset = 0
            for name, size in zip(taken, sizes, strict=True):
                dtype, shape = STORAGE[actual[name].dtype], actual[name].shape
                part = np.frombuffer(payload[offset : offset + size], dtype)
                actual[name] = filled(actual[name], part.reshape(shape))
                offset += size
        return self.compare(trial, actual, {name: expected[name] for name in names})

    def compare(self, trial: Trial, actual: Expected, expected: Expected) -> Verdict:
        """The verdict on outputs whose forms are right."""
        if trial.check == "graph":
            try:
                actual = graph_outputs(trial, actual)
            except GraphError as error:
                return Verdict(trial, Outcome.FAILED, str(error))
            expected = graph_outputs(trial, expected)
        worst = 0.0
        for name, truth in expected.items():
            allowed = self._tolerances.of(trial.question, name, trial.device, trial.dtype)
            mismatch = value_mismatch(trial, name, actual[name], truth, allowed)
            if mismatch is not None:
                return self._failed(trial, actual, mismatch)
            worst = max(worst, largest_deviation(trial, actual[name], truth))
        return Verdict(trial, Outcome.PASSED, measured=worst)

    def _failed(self, trial: Trial, actual: Expected, mismatch: Mismatch) -> Verdict:
        verdict = Verdict(
            trial,
            Outcome.FAILED,
            mismatch.message,
            measured=mismatch.measured,
            allowed=mismatch.allowed,
        )
        if self._explain is None:
            return verdict
        return replace(verdict, hint=self._explain(trial, actual, mismatch))

    def _out_of_time(self, trial: Trial) -> Verdict:
        message = f"not tried: the whole grading may take {self._pace.grading} s"
        return Verdict(trial, Outcome.TIMEOUT, message)


def graph_outputs(trial: Trial, outputs: Expected) -> dict[str, Output]:
    """What a computational graph, given as data, computes on the trial's inputs."""
    leaves = {name: value for name, value in trial.inputs.items() if name != "dout"}
    results = run_graph(outputs["graph"].text, leaves, trial.inputs["dout"])
    return {
        name: Output("array", "float64", values.shape, "cpu", values)
        for name, values in results.items()
    }


def _told(header: OutputHeader) -> Output:
    return Output(
        header.kind, header.dtype, header.shape, header.device, text=header.text
    )


def _size(output: Output) -> int:
    return STORAGE[output.dtype].itemsize * int(np.prod(output.shape, dtype=np.int64))
