"""Which cases kill which wrong solutions, mutants and examples alike, and by how much.

Every wrong solution is judged in a process of its own, forked when the cases are drawn and what is
right is known: a fork shares all that, and may hang, crash or fill its memory. Only trusted code
may be judged so; a mutant of the reference means no harm, but may do some by mistake.
"""

import contextlib
import gc
import importlib
import math
import os
import resource
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from autograder.audit.rehearsal import Rehearsal
from autograder.checking.compare import form_mismatch, largest_deviation, value_mismatch
from autograder.checking.graph import GraphError
from autograder.checking.judgement import Expected, graph_outputs
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.reference import Example, load_solution
from autograder.spec.assignment import Question
from autograder.worker.arrays import Output
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
            (output, place): deviation / tolerances.of(*output.split(".", 1), *place.split("-"))
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
    """

    example: Example
    rehearsals: Sequence[Rehearsal]
    seconds: float
    every_case: bool = False
    first: bool = False


def seconds_for(taken: float, seeds: int) -> float:
    """CPU seconds that a wrong solution may take under so many seeds; `control` says `taken`."""
    return CPU_SECONDS + SLOWER * taken * seeds


def fates(jobs: Iterable[Job], processes: int | None = None) -> Iterator[tuple[Job, Fate]]:
    """Judge solutions side by side, and tell of each as it ends; begun in the order of the jobs.

    The cases must have been proved by `control`: else they may kill whatever comes.
    """
    waiting = iter(jobs)
    running: dict[Connection, _Trial] = {}
    with contextlib.ExitStack() as ending:
        ending.callback(_end_all, running)
        gc.collect()
        gc.freeze()  # a collection in a fork would copy every page that an object lies in
        ending.callback(gc.unfreeze)
        collapse_memory()
        while True:
            while len(running) < (processes or os.cpu_count() or 1):
                job = next(waiting, None)
                if job is None:
                    break
                trial = _Trial(job)
                running[trial.connection] = trial
            if not running:
                return
            soonest = min(trial.deadline for trial in running.values())
            for connection in wait(list(running), max(0.0, soonest - time.monotonic())):
                assert isinstance(connection, Connection)
                if running[connection].has_ended():
                    ended = running.pop(connection)
                    yield ended.job, ended.fate()
            for connection, trial in list(running.items()):
                if time.monotonic() > trial.deadline:
                    trial.end()
                    del running[connection]
                    yield trial.job, trial.fate()


def control(rehearsal: Rehearsal) -> float:
    """CPU seconds that the right solution takes in this process; what it imports, forks share.

    Raises ControlError if it doesn't survive.
    """
    if "torch" in rehearsal.assignment.libraries:
        importlib.import_module("torch._dynamo")  # an optimizer loads it: here, not in every fork
    begun = time.process_time()
    for question in rehearsal.judge(rehearsal.reference.source):
        for verdict in question.failures:
            raise ControlError(
                f"the reference fails in {question.name}, {verdict.trial.id}: {verdict.message}"
            )
    return time.process_time() - begun


def _end_all(running: "dict[Connection, _Trial]") -> None:
    for trial in running.values():
        trial.end()


class _Trial:
    """One wrong solution in a process of its own, which tells of each question that it begins."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._reached = job.rehearsals[0].reached(job.example)
        self._kills: list[Kill] = []
        self._deviations: dict[Key, float] = {}
        self._begun = ""
        self._done = False
        context = get_context("fork")
        self.connection, theirs = context.Pipe(duplex=False)
        self.deadline = time.monotonic() + PATIENCE * job.seconds
        arguments = (theirs, job, self._reached)
        self._process: BaseProcess = context.Process(target=_judge, args=arguments, daemon=True)
        self._process.start()
        theirs.close()

    def has_ended(self) -> bool:
        """Take what the process tells."""
        try:
            told: str | _Findings | None = self.connection.recv()
        except EOFError:
            self.end()
            return True
        if isinstance(told, str):
            self._begun = told
        elif told:
            self._kills += told.kills
            self._deviations |= told.deviations
        else:
            self._done = True
            self.end()
        return self._done

    def end(self) -> None:
        """Leave nothing behind."""
        self._process.kill()
        self._process.join()
        self.connection.close()

    def fate(self) -> Fate:
        """What became of it: a process that didn't come to an end has failed where it was."""
        kills = list(self._kills)
        if not self._done:
            kills.append(Kill(self._begun, TIME, TIME, message=NO_END))
        killing = {kill.seed for kill in kills}
        seeds = tuple(rehearsal.seed for rehearsal in self.job.rehearsals)
        passed = () if "" in killing else tuple(seed for seed in seeds if seed not in killing)
        reached = tuple(question.name for question in self._reached)
        return Fate(self.job.example.name, reached, tuple(kills), passed, seeds, self._deviations)


def _judge(connection: Connection, job: Job, reached: Sequence[Question]) -> None:
    """What the process does: question by question, and after each it tells what it found."""
    _limit(job.seconds)
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
                _judge_question(question, solution, rehearsals, found, every_case=job.every_case)
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
    rehearsals: Sequence[Rehearsal],
    found: _Findings,
    *,
    every_case: bool,
) -> None:
    for rehearsal in rehearsals:
        for trial, expected in _trials(question, rehearsal, rehearsals):
            answer = rehearsal.answer(trial, solution)
            if isinstance(answer, Verdict):
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
                    break
        if not every_case and any(not kill.seed for kill in found.kills):
            return


def _trials(
    question: Question, rehearsal: Rehearsal, rehearsals: Sequence[Rehearsal]
) -> list[tuple[Trial, Expected]]:
    """The cases of one seed; the public ones, which are the same under all, of the first alone."""
    trials = rehearsal.trials(question)
    if rehearsal is rehearsals[0]:
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
    place = f"{trial.device}-{trial.dtype}"
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


def _limit(seconds: float) -> None:
    """Limits on what a mutant may take; and it says nothing, not even on its way down."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    whole = math.ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    begun = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (begun + MEMORY, begun + MEMORY))
