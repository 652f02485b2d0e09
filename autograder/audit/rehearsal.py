"""Solutions of our own, judged in this process: many of them on the same cases.

Only trusted code may be judged so: the reference, the accepted and the wrong examples. What is
right is computed once a case, and no worker is started, so that hundreds of examples take seconds.
"""

import contextlib
import os
import random
import warnings
from collections.abc import Mapping
from functools import cached_property
from types import ModuleType

from autograder.audit.dependence import may_differ, parse
from autograder.checking.judgement import Expected, judge_form, judge_values, judged
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.reference import Example, Reference, load_solution, run_exercise
from autograder.report.report import QuestionReport
from autograder.spec.assignment import Assignment, Cases, Question
from autograder.worker.arrays import Output
from autograder.worker.forbidden import solution_for


class Rehearsal:
    """An assignment's cases of one seed, with what is right."""

    def __init__(self, assignment: Assignment, reference: Reference) -> None:
        self.assignment = assignment
        self.reference = reference
        self._tolerances = assignment.tolerances()
        self._trials: dict[str, list[tuple[Trial, Expected]]] = {}
        self._references: dict[str, QuestionReport] = {}

    @cached_property
    def cases(self) -> Cases:
        """What is asked."""
        return Cases(self.assignment)

    def draw(self, seed: str) -> None:
        """Take the cases that a grading with this seed would draw on the CPU."""
        self._references.clear()
        self._trials = {
            question.name: [
                (trial, judged(trial, self.reference.expect(trial)))
                for trial in (*self.cases.public(question), *self.cases.hidden(question, seed))
            ]
            for question in self.assignment.questions
        }

    def judge(self, source: str) -> list[QuestionReport]:
        """The verdicts on a solution, question by question."""
        return [self._question(question, source) for question in self.assignment.questions]

    def judge_example(self, example: Example) -> list[QuestionReport]:
        """The verdicts on an example; where it can't differ from the reference, the reference's.

        Of a question that it fails, the verdicts up to the first failure.
        """
        changed, whole = parse(example.own), parse(example.source)
        exercises = parse(self.assignment.exercises_source)
        return [
            self._question(question, example.source, up_to_a_failure=True)
            if may_differ(question.name, exercises, whole, changed)
            else self._right(question)
            for question in self.assignment.questions
        ]

    def _right(self, question: Question) -> QuestionReport:
        """The verdicts on the reference's answers to the cases that are drawn."""
        if question.name not in self._references:
            self._references[question.name] = self._question(question, self.reference.source)
        return self._references[question.name]

    def _question(
        self, question: Question, source: str, *, up_to_a_failure: bool = False
    ) -> QuestionReport:
        verdicts: list[Verdict] = []
        with solution_for(
            question.forbidden,
            self.reference.exercises,
            lambda: load_solution(source, self.assignment.module),
        ) as solution:
            for trial, expected in self._trials[question.name]:
                verdicts.append(self._verdict(trial, expected, solution))
                if up_to_a_failure and verdicts[-1].outcome is not Outcome.PASSED:
                    break
        return QuestionReport(question.name, question.title, question.points, tuple(verdicts))

    def _verdict(self, trial: Trial, expected: Expected, solution: ModuleType) -> Verdict:
        random.seed(0)
        try:
            with warnings.catch_warnings(), open(os.devnull, "w") as nowhere:
                warnings.simplefilter("ignore")
                with contextlib.redirect_stdout(nowhere):
                    actual: Mapping[str, Output] = run_exercise(
                        self.reference.exercises, solution, trial, trial.dtype
                    )
        except Exception as error:  # a wrong example may fail in any way
            return Verdict(trial, Outcome.ERROR, f"{type(error).__name__}: {error}")
        form = judge_form(trial, actual, expected)
        return form or judge_values(trial, actual, expected, self._tolerances)
