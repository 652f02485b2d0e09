"""Solutions of our own, judged without a worker: many of them on the same cases.

Only trusted code may be judged so: the reference, the accepted and the wrong examples. What is
right is computed once a case, so that hundreds of examples take seconds.
"""

from functools import cached_property
from types import ModuleType

from autograder.audit.dependence import Module, may_differ, parse
from autograder.checking.judgement import Expected, judge_form, judge_values, judged
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.reference import Example, Reference, load_solution, run_exercise, undisturbed
from autograder.report.report import QuestionReport
from autograder.spec.assignment import Assignment, Cases, Question
from autograder.worker.forbidden import solution_for


class Rehearsal:
    """An assignment's cases of one seed, with what is right."""

    def __init__(self, assignment: Assignment, reference: Reference) -> None:
        self.assignment = assignment
        self.reference = reference
        self.seed = ""
        self._tolerances = assignment.tolerances()
        self._trials: dict[str, list[tuple[Trial, Expected]]] = {}

    @cached_property
    def cases(self) -> Cases:
        """What is asked."""
        return Cases(self.assignment)

    @cached_property
    def _definitions(self) -> Module:
        return parse(self.reference.source)

    @cached_property
    def _exercises(self) -> Module:
        return parse(self.assignment.exercises_source)

    def trials(self, question: Question) -> list[tuple[Trial, Expected]]:
        """The cases that are drawn, each with what is right."""
        return self._trials[question.name]

    def draw(self, seed: str) -> None:
        """Take the cases that a grading with this seed would draw on the CPU."""
        self.seed = seed
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

    def reached(self, example: Example) -> list[Question]:
        """The questions in which an example may answer otherwise than the reference."""
        changed = parse(example.own).besides(self._definitions)
        whole = self._definitions.joined(changed)
        return [
            question
            for question in self.assignment.questions
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
                return run_exercise(self.reference.exercises, solution, trial, trial.dtype)
        except Exception as error:
            return Verdict(trial, Outcome.ERROR, f"{type(error).__name__}: {error}")

    def verdict(self, trial: Trial, answer: Expected, expected: Expected) -> Verdict:
        """Whether it is right."""
        form = judge_form(trial, answer, expected)
        return form or judge_values(trial, answer, expected, self._tolerances)
