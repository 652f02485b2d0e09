"""Which cases kill which wrong solutions, mutants and examples alike, and by how much.

Wrong solutions are judged in processes that are forked when the cases are drawn and what is right
is known: a fork shares all that, and may hang, crash or fill its memory. Only trusted code may be
judged so; a mutant of the reference means no harm, but may do some by mistake.
"""

import contextlib
import gc
import importlib
import math
import os
import resource
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from autograder.audit.rehearsal import Rehearsal, in_a_fork
from autograder.checking.compare import form_mismatch, largest_deviation, value_mismatch
from autograder.checking.graph import GraphError
from autograder.checking.judgement import Expected, graph_outputs
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.reference import Example, load_solution
from autograder.spec.assignment import Question
from autograder.worker import cuda
from autograder.worker.arrays import Output
from autograder.worker.confinement import Limits
from autograder.worker.dtypes import is_float
from autograder.worker.forbidden import solution_for
from autograder.worker.hugepages import collapse_memory

Key = tuple[str, str]
"""(question.output, device-dtype), as in tolerances.toml."""

TIME = "time"
"""The case of a kill by a process that didn't come to an end: it hung, or died."""

NO_END = "it came to no end within its time, or its process died"

CPU_SECONDS = 10
SLOWER = 5
"""A wrong solution may take CPU_SECONDS, and SLOWER times what the reference takes besides."""

PATIENCE = 4
"""The wall clock's seconds for one of CPU time: other processes want the processors too."""

LONGEST = 600.0
"""CPU seconds that a right solution may take."""

MEMORY = 4 << 30
"""Bytes of address space beyond what the fork begins with."""

MANY_FORKS = 100
"""From so many on it pays to make the memory quick to fork: a second, and 8 ms less for each."""


class NoGpu(RuntimeError):
    """A process can't use the GPU, or not any more; the text says why."""


class ControlError(RuntimeError):
    """The right solution is killed too: the kills of wrong ones prove nothing."""


@dataclass(frozen=True)
class Kill:
    """A case in which a wrong solution fails: the first of its question, or all of them.

    seed  under which it does; "" if the case is the same under all, a public one
    case  the trial's id; TIME if the process didn't come to an end
    """

    question: str
    case: str
    group: str
    seed: str = ""
    message: str = ""


@dataclass(frozen=True)
class Fate:
    """What became of a wrong solution.

    reached     the questions in which it may differ from the reference
    kills       the first in each question, and under each seed if that is a hidden case; or all
    passed      the seeds under which no question found it out, of these
    deviations  the largest of each output that is judged by value, in units of the tolerance, over
                the cases it was judged in; infinite where it has no value, or none of that form,
                or another text or whole number
    """

    name: str
    reached: tuple[str, ...]
    kills: tuple[Kill, ...] = ()
    passed: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    deviations: Mapping[Key, float] = field(default_factory=dict)

    @property
    def survived(self) -> bool:
        """Whether there is a seed under which it gets full marks."""
        return bool(self.passed)

    def passes(self, question: str) -> tuple[str, ...]:
        """The seeds under which it passes a question that it fails under others."""
        killing = {kill.seed for kill in self.kills if kill.question == question}
        return () if "" in killing else tuple(seed for seed in self.seeds if seed not in killing)

    def ratios(self, tolerances: Tolerances) -> dict[Key, float]:
        """The deviations as multiples of what is allowed."""
        return {
            (output, place): deviation / tolerances.of(*output.split(".", 1), *place.split("-", 1))
            for (output, place), deviation in self.deviations.items()
        }


@dataclass(frozen=True, eq=False)
class Job:
    """A solution to be judged on the cases of each seed.

    rehearsals  of one assignment, each with the cases of another seed drawn
    seconds     of CPU time that it may take
    every_case  go on after the first failure, under the first seed: for a matrix of kills, and for
                margins
    first       end with the first failure of all, whatever the question: alive or not, no more
    stand_ins   judge it in the cases too that run on a GPU alone, for which the CPU stands in
    """

    example: Example
    rehearsals: Sequence[Rehearsal]
    seconds: float
    every_case: bool = False
    first: bool = False
    stand_ins: bool = False


def seconds_for(taken: float, seeds: int) -> float:
    """CPU seconds that a wrong solution may take under so many seeds; `control` says `taken`."""
    return CPU_SECONDS + SLOWER * taken * seeds


def fates(
    groups: Sequence[Sequence[Job]], processes: int | None = None
) -> Iterator[tuple[Job, Fate]]:
    """Judge solutions side by side, and tell of each as it ends; begun in their order.

    Those of a group share a process, one after the other: what one of them leaves behind there the
    next may find. The cases must have been proved by `control`: else they may kill whatever comes.
    """
    waiting = iter(groups)
    again: list[Sequence[Job]] = []
    running: dict[Connection, _Fork] = {}
    with contextlib.ExitStack() as ending:
        ending.callback(_end_all, running)
        gc.collect()
        gc.freeze()  # a collection in a fork would copy every page that an object lies in
        ending.callback(gc.unfreeze)
        if len(groups) >= MANY_FORKS:
            collapse_memory()
        while True:
            while len(running) < (processes or os.cpu_count() or 1):
                group = again.pop() if again else next(waiting, None)
                if group is None:
                    break
                fork = _Fork(group)
                running[fork.connection] = fork
            if not running:
                return
            soonest = min(fork.deadline for fork in running.values())
            for connection in wait(list(running), max(0.0, soonest - time.monotonic())):
                assert isinstance(connection, Connection)
                yield from running[connection].told()
            for connection, fork in list(running.items()):
                if time.monotonic() > fork.deadline:
                    yield from fork.came_to_no_end()
                if fork.is_over:
                    del running[connection]
                    again += [fork.left] if fork.left else []


def control(rehearsal: Rehearsal) -> float:
    """CPU seconds that the right solution takes in this process; what it imports, forks share.

    On a GPU in a fork. Raises ControlError if it doesn't survive.
    """
    if "torch" in rehearsal.assignment.libraries:
        importlib.import_module("torch._dynamo")  # an optimizer loads it: here, not in every fork
    if rehearsal.device == cuda.CUDA:
        return in_a_fork(lambda: _control_on_a_gpu(rehearsal))
    return _control(rehearsal)


def _control_on_a_gpu(rehearsal: Rehearsal) -> float:
    _begin_on_a_gpu()
    return _control(rehearsal)


def _control(rehearsal: Rehearsal) -> float:
    begun = time.process_time()
    for question in rehearsal.judge(rehearsal.reference.source):
        for verdict in question.failures:
            raise ControlError(
                f"the reference fails in {question.name}, {verdict.trial.id}: {verdict.message}"
            )
    return time.process_time() - begun


def _end_all(running: "dict[Connection, _Fork]") -> None:
    for fork in running.values():
        fork.end()


class _Fork:
    """A process that judges a group of solutions, and tells of each question that it begins.

    left     those of the group that are yet to be judged, the one at work first
    is_over  whether the process is gone
    """

    def __init__(self, group: Sequence[Job]) -> None:
        self.left = list(group)
        self.is_over = False
        reached = [job.rehearsals[0].reached(job.example) for job in group]
        self._reached = deque(reached)
        self._begin()
        context = get_context("fork")
        self.connection, theirs = context.Pipe(duplex=False)
        arguments = (theirs, group, reached)
        self._process: BaseProcess = context.Process(target=_judge_all, args=arguments, daemon=True)
        self._process.start()
        theirs.close()

    def _begin(self) -> None:
        """With the first that is left."""
        self._kills: list[Kill] = []
        self._deviations: dict[Key, float] = {}
        self._begun = ""
        self.deadline = time.monotonic() + PATIENCE * self.left[0].seconds

    def told(self) -> Iterator[tuple[Job, Fate]]:
        """Take what the process tells; a solution that it is done with."""
        try:
            told: str | _Findings | NoGpu | None = self.connection.recv()
        except EOFError:
            yield from self.came_to_no_end()
            return
        if isinstance(told, NoGpu):
            raise told
        if isinstance(told, str):
            self._begun = told
        elif told:
            self._kills += told.kills
            self._deviations |= told.deviations
        else:
            yield self._fate()
            if self.left:
                self._begin()
            else:
                self.end()

    def came_to_no_end(self) -> Iterator[tuple[Job, Fate]]:
        """The solution at work has failed where it was; the others are left."""
        self.end()
        self._kills.append(Kill(self._begun, TIME, TIME, message=NO_END))
        yield self._fate()

    def end(self) -> None:
        """Leave nothing behind."""
        self.is_over = True
        self._process.kill()
        self._process.join()
        self.connection.close()

    def _fate(self) -> tuple[Job, Fate]:
        """What became of the solution at work."""
        job = self.left.pop(0)
        killing = {kill.seed for kill in self._kills}
        seeds = tuple(rehearsal.seed for rehearsal in job.rehearsals)
        passed = () if "" in killing else tuple(seed for seed in seeds if seed not in killing)
        reached = tuple(question.name for question in self._reached.popleft())
        kills = tuple(self._kills)
        return job, Fate(job.example.name, reached, kills, passed, seeds, self._deviations)


def _judge_all(
    connection: Connection, group: Sequence[Job], reached: Sequence[Sequence[Question]]
) -> None:
    """What the process does."""
    on_gpu = group[0].rehearsals[0].device == cuda.CUDA
    _be_limited(MEMORY if not on_gpu else None)  # a driver takes any number of addresses
    try:
        if on_gpu:
            _begin_on_a_gpu()
        for job, questions in zip(group, reached, strict=True):
            _allow_cpu(job.seconds)
            _judge(connection, job, questions)
    except NoGpu as error:
        connection.send(error)


def _judge(connection: Connection, job: Job, reached: Sequence[Question]) -> None:
    """Question by question; after each it tells what it found."""
    rehearsals = job.rehearsals
    for question in reached:
        connection.send(question.name)
        found = _Findings()
        try:
            with solution_for(
                question.forbidden,
                rehearsals[0].reference.exercises,
                lambda: load_solution(job.example.source, rehearsals[0].assignment.module),
            ) as solution:
                _judge_question(question, solution, job, found)
        except NoGpu:
            raise
        except Exception as error:  # as it is loaded
            message = f"{type(error).__name__}: {error}"
            found.kills.append(Kill(question.name, "", "", message=message))
        connection.send(found)
        if job.first and found.kills:
            break
    connection.send(None)


@dataclass
class _Findings:
    """Of one question."""

    kills: list[Kill] = field(default_factory=list)
    deviations: dict[Key, float] = field(default_factory=dict)


def _judge_question(
    question: Question,
    solution: ModuleType,
    job: Job,
    found: _Findings,
) -> None:
    rehearsals, every_case = job.rehearsals, job.every_case
    for rehearsal in rehearsals:
        for trial, expected in _trials(question, rehearsal, job):
            answer = rehearsal.answer(trial, solution)
            if isinstance(answer, Verdict):
                if rehearsal.device == cuda.CUDA and not cuda.still_works():
                    raise NoGpu(f"{job.example.name} has spoilt it in {trial.id}: {answer.message}")
                verdict, answer = answer, {}
            else:
                verdict = rehearsal.verdict(trial, answer, expected)
            for key, deviation in _deviations(trial, answer, expected).items():
                found.deviations[key] = max(found.deviations.get(key, 0.0), deviation)
            if verdict.outcome is not Outcome.PASSED:
                seed = "" if trial.public else rehearsal.seed
                found.kills.append(
                    Kill(question.name, trial.id, trial.group, seed, verdict.message)
                )
                if not every_case or rehearsal is not rehearsals[0]:
                    rehearsal.begin_with(trial)
                    break
        if not every_case and any(not kill.seed for kill in found.kills):
            return


def _trials(question: Question, rehearsal: Rehearsal, job: Job) -> list[tuple[Trial, Expected]]:
    """The cases of one seed; the public ones, which are the same under all, of the first alone."""
    trials = rehearsal.trials(question)
    if job.stand_ins:
        trials = [*trials, *rehearsal.stand_ins(question)]
    if rehearsal is job.rehearsals[0]:
        return trials
    return [(trial, expected) for trial, expected in trials if not trial.public]


def _deviations(trial: Trial, answer: Expected, expected: Expected) -> dict[Key, float]:
    """How far each output is off, in units; infinitely where no number says it."""
    if trial.check == "graph":
        expected = graph_outputs(trial, expected)
        try:
            answer = graph_outputs(trial, answer)
        except (GraphError, KeyError):
            answer = {}
    place = f"{trial.device}-{trial.precision}"
    found = {
        (f"{trial.question}.{name}", place): _deviation(trial, name, answer.get(name), truth)
        for name, truth in expected.items()
        if name not in trial.distributions
    }
    return {key: deviation for key, deviation in found.items() if deviation is not None}


def _deviation(trial: Trial, name: str, given: Output | None, truth: Output) -> float | None:
    """In units of the tolerance; None for what is right and no float, which has no tolerance."""
    if given is None or form_mismatch(trial, name, given, truth):
        return math.inf
    if is_float(truth.dtype):
        return largest_deviation(trial, given, truth)
    return math.inf if value_mismatch(trial, name, given, truth, 0.0) else None


def _begin_on_a_gpu() -> None:
    """Start the driver, as in a worker."""
    cuda.compute_float32_as_such()
    if why := cuda.begin(Limits().gpu_memory):
        raise NoGpu(f"the GPU can't be used: {why}")


def _be_limited(memory: int | None) -> None:
    """Limits on what a mutant may take; and it says nothing, not even on its way down."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory is not None:
        begun = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (begun + memory, begun + memory))


def _allow_cpu(seconds: float) -> None:
    """CPU time for the next solution, and no more."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(
        resource.RLIMIT_CPU, (math.ceil(usage.ru_utime + usage.ru_stime + seconds), hard)
    )
