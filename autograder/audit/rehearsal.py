"""Solutions of our own, judged without a worker: many of them on the same cases.

Only trusted code may be judged so: the reference, the accepted and the wrong examples. What is
right is computed once a case, so that hundreds of examples take seconds. They run on the CPU, which
stands in for a GPU where a case runs on one alone, in a dtype of its own or under autocast; or on
a GPU.

CUDA is of no use to forks of a process in which a backward pass was made, be it on the CPU. So for
a GPU cases are drawn in forks, and so is all that solutions answer: see `in_a_fork`.
"""

import math
import os
import pickle
from collections.abc import Callable, Sequence
from functools import cached_property
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import ModuleType
from typing import TypeVar

from autograder.checking.judgement import Expected, judge_form, judge_values, judged
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.budget import work_of
from autograder.judge.dependence import Module, may_differ, parse
from autograder.judge.reference import Example, Reference, load_solution, run_exercise, undisturbed
from autograder.report.report import QuestionReport
from autograder.spec.assignment import Assignment, Cases, Question
from autograder.worker.arrays import map_arrays
from autograder.worker.cuda import CUDA, wait
from autograder.worker.forbidden import solution_for

Drawn = dict[str, list[tuple[Trial, Expected]]]
"""Each question's cases, with what is right."""

T = TypeVar("T")


class Rehearsal:
    """An assignment's cases of one seed, with what is right.

    has_stand_ins  whether those for which the CPU stands in are among them
    device         where solutions run; "cuda" in a fork alone
    """

    def __init__(
        self,
        assignment: Assignment,
        reference: Reference,
        *,
        has_stand_ins: bool = False,
        device: str = "cpu",
    ) -> None:
        self.assignment = assignment
        self.reference = reference
        self.device = device
        self.has_stand_ins = has_stand_ins
        self.seed = ""
        self._tolerances = assignment.tolerances()
        self.drawn: Drawn = {}

    @cached_property
    def cases(self) -> Cases:
        """What is asked."""
        return Cases(self.assignment)

    @cached_property
    def questions(self) -> list[Question]:
        """Those that run on the device."""
        return [each for each in self.assignment.questions if self.device in each.devices]

    @cached_property
    def _definitions(self) -> Module:
        return parse(self.reference.source)

    @cached_property
    def _exercises(self) -> Module:
        return parse(self.assignment.exercises_source)

    def trials(self, question: Question) -> list[tuple[Trial, Expected]]:
        """The cases that are drawn for the device, each with what is right."""
        return [each for each in self.drawn[question.name] if each[0].device == self.device]

    def stand_ins(self, question: Question) -> list[tuple[Trial, Expected]]:
        """Those that a GPU alone is asked, and for which the CPU stands in here."""
        return [each for each in self.drawn[question.name] if each[0].device != self.device]

    def take(self, seed: str, drawn: Drawn) -> None:
        """Take the cases that another process has drawn with this seed."""
        self.seed, self.drawn = seed, drawn

    def draw(self, seed: str) -> None:
        """Take the cases that a grading with this seed would draw."""
        self.seed = seed
        self.drawn = {
            question.name: [
                (trial, judged(trial, self.reference.expect(trial)))
                for trial in (
                    *self.cases.public(question, self.device),
                    *self.cases.hidden(question, seed, self.device),
                    *(self.cases.on_cuda_alone(question, seed) if self.has_stand_ins else ()),
                )
            ]
            for question in self.questions
        }

    def cheapest_first(self) -> None:
        """Put the cases that take least first, by counting: most mistakes fail in these as well."""
        for cases in self.drawn.values():
            cases.sort(key=_work)

    def begin_with(self, trial: Trial) -> None:
        """Put a case first of its question: what found one mistake may well find the next."""
        cases = self.drawn[trial.question]
        cases.sort(key=lambda case: case[0] is not trial)

    def judge(self, source: str) -> list[QuestionReport]:
        """The verdicts on a solution, question by question."""
        return [self._question(question, source) for question in self.questions]

    def reached(self, example: Example) -> list[Question]:
        """The questions in which an example may answer otherwise than the reference."""
        changed = parse(example.own).besides(self._definitions)
        whole = self._definitions.joined(changed)
        return [
            question
            for question in self.questions
            if may_differ(question.name, self._exercises, whole, changed)
        ]

    def _question(self, question: Question, source: str) -> QuestionReport:
        with solution_for(
            question.forbidden,
            self.reference.exercises,
            lambda: load_solution(source, self.assignment.module),
        ) as solution:
            verdicts = tuple(
                self._verdict(trial, expected, solution)
                for trial, expected in self.trials(question)
            )
        return QuestionReport(
            question.name, question.title, question.points, verdicts, question.groups
        )

    def _verdict(self, trial: Trial, expected: Expected, solution: ModuleType) -> Verdict:
        answer = self.answer(trial, solution)
        return answer if isinstance(answer, Verdict) else self.verdict(trial, answer, expected)

    def answer(self, trial: Trial, solution: ModuleType) -> Expected | Verdict:
        """What a solution answers; a verdict if it raises, as a wrong example may."""
        try:
            with undisturbed():
                exercises = self.reference.exercises
                told = run_exercise(exercises, solution, trial, trial.dtype, self.device)
                if self.device == CUDA:
                    wait()  # an error belongs to the case that made it
                return told
        except Exception as error:
            return Verdict(trial, Outcome.ERROR, f"{type(error).__name__}: {error}")

    def verdict(self, trial: Trial, answer: Expected, expected: Expected) -> Verdict:
        """Whether it is right."""
        form = judge_form(trial, answer, expected)
        return form or judge_values(trial, answer, expected, self._tolerances)


def _work(case: tuple[Trial, Expected]) -> tuple[int, int]:
    """Of a case: its layers, then its numbers."""
    trial, right = case
    sizes: list[int] = []
    map_arrays(trial.inputs, lambda array: sizes.append(array.size))
    numbers = sum(sizes) + sum(math.prod(output.shape) for output in right.values())
    return work_of(trial, right), numbers


def draw_side_by_side(rehearsals: Sequence[Rehearsal], processes: int | None = None) -> None:
    """Draw the cases of the seeds 0, 1, ..., some of them in forks: most of it is computing.

    For a GPU all of them: this process stays one that can fork others for it.
    """
    left = list(enumerate(rehearsals))
    if rehearsals[0].device != CUDA:
        left.pop(0)[1].draw("0")
    forks = min(processes or os.cpu_count() or 1, len(left))
    context = get_context("fork")
    ends, running = [], []
    for start in range(forks):
        ours, theirs = context.Pipe(duplex=False)
        share = [(rehearsal, str(index)) for index, rehearsal in left[start::forks]]
        running.append(context.Process(target=_tell_drawn, args=(theirs, share), daemon=True))
        running[-1].start()
        theirs.close()
        ends.append(ours)
    for place, (index, rehearsal) in enumerate(left):
        try:
            rehearsal.take(str(index), ends[place % forks].recv())
        except (EOFError, OSError) as error:
            if rehearsal.device == CUDA:
                raise RuntimeError("a process that drew cases has died") from error
            rehearsal.draw(str(index))  # whatever has ended the fork is told here
    for process in running:
        process.join()


def _tell_drawn(connection: Connection, share: Sequence[tuple[Rehearsal, str]]) -> None:
    with connection:
        for rehearsal, seed in share:
            rehearsal.draw(seed)
            connection.send(rehearsal.drawn)


def in_a_fork(do: Callable[[], T]) -> T:
    """What a function gives or raises, done in a fork of this process, which stays as it is."""
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_tell_outcome, args=(theirs, do), daemon=True)
    process.start()
    theirs.close()
    try:
        made, outcome = ours.recv()
    except (EOFError, OSError) as error:
        process.join()
        raise RuntimeError(f"a process has died, with status {process.exitcode}") from error
    process.join()
    if not made:
        raise outcome
    return outcome  # type: ignore[no-any-return]


def _tell_outcome(connection: Connection, do: Callable[[], object]) -> None:
    with connection:
        try:
            connection.send((True, do()))
        except Exception as error:
            connection.send((False, _portable(error)))


def _portable(error: Exception) -> Exception:
    """The error, or one of its text where it does not come through as it is."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
