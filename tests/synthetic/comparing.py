"""Whether two wrong solutions give the same answers: by their outputs alone, in all cases.

The grader's diagnosis has no part in it: this is what that is held against. So it leaves room for
doubt, in which nothing is claimed.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from autograder.audit.rehearsal import Rehearsal
from autograder.checking.graph import GraphError
from autograder.checking.judgement import Expected, graph_outputs, judge_form, judged
from autograder.checking.tolerance import deviation
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.reference import Example, Reference, load_solution, wrong_examples
from autograder.spec.assignment import Assignment, Question
from autograder.spec.course import Course
from autograder.worker.arrays import Output
from autograder.worker.dtypes import Array, is_float
from autograder.worker.forbidden import solution_for

SAME_PART, APART_PART = 1e-3, 1e-1
"""Two answers are the same that differ by less than this part of the mistake, and not the same that
differ by more than that one. In between nothing is claimed."""

Given = Expected | Verdict
"""What a solution answers in a case: outputs, or the error that it raises."""


class Likeness(StrEnum):
    """Of two answers to a case."""

    SAME = "same"
    APART = "apart"
    UNSURE = "unsure"


class Answers:
    """What solutions answer in all cases of some seeds, on the CPU."""

    def __init__(self, assignment: Assignment, course: Course, seeds: Sequence[str]) -> None:
        self.assignment = assignment
        self.reference = Reference(assignment, course.root)
        wrong = wrong_examples(assignment, self.reference.source)
        self.examples = [example for example in wrong if example.fails_on("cpu")]
        self.rehearsals = [Rehearsal(assignment, self.reference) for _ in seeds]
        for rehearsal, seed in zip(self.rehearsals, seeds, strict=True):
            rehearsal.draw(seed)
        self._kept: dict[tuple[str, str], list[tuple[Given, bool]]] = {}

    def of_example(self, example: Example, question: Question) -> list[tuple[Given, bool]]:
        """What a wrong example answers; it is computed once."""
        key = example.name, question.name
        if key not in self._kept:
            self._kept[key] = self.given(example.source, question)
        return self._kept[key]

    def given(self, source: str, question: Question) -> list[tuple[Given, bool]]:
        """What a solution answers in each case of a question, and whether it is right."""
        found: list[tuple[Given, bool]] = []
        with solution_for(
            question.forbidden,
            self.reference.exercises,
            lambda: load_solution(source, self.assignment.module),
        ) as solution:
            for rehearsal, trial, right in self._cases(question):
                answer = rehearsal.answer(trial, solution)
                if isinstance(answer, Verdict):
                    found.append((answer, False))
                    continue
                verdict = rehearsal.verdict(trial, answer, right)
                asked = {name: output for name, output in answer.items() if name in right}
                found.append((asked, verdict.outcome is Outcome.PASSED))
        return found

    def likeness(
        self,
        question: Question,
        mine: Sequence[tuple[Given, bool]],
        theirs: Sequence[tuple[Given, bool]],
    ) -> list[Likeness]:
        """Of two solutions' answers, in each case of a question."""
        found = []
        for (_, trial, right), (one, is_right), (other, others) in zip(
            self._cases(question), mine, theirs, strict=True
        ):
            if is_right and others:
                found.append(Likeness.SAME)
            elif is_right != others:
                found.append(Likeness.APART)
            else:
                found.append(likeness(trial, one, other, right))
        return found

    def is_unsteady(self, example: Example, asks: int) -> bool:
        """Whether an example answers otherwise when it is asked again: by chance, or by the clock.

        What has a distribution is no matter here: there another answer is the same.
        """
        return any(
            Likeness.APART in self.likeness(question, first, self.given(example.source, question))
            for question in self.assignment.questions
            if question.name in example.fails
            for first in [self.given(example.source, question)]
            for _ in range(asks - 1)
        )

    def are_alike(self, one: str, other: str) -> bool:
        """Whether no case of a question that either fails tells two examples apart, by name."""
        known = {example.name: example for example in self.examples}
        first, second = known[one], known[other]
        return {*first.fails} == {*second.fails} and all(
            Likeness.APART not in self._of_two(first, second, question)
            for question in self.assignment.questions
            if question.name in first.fails
        )

    def _of_two(self, one: Example, other: Example, question: Question) -> list[Likeness]:
        return self.likeness(
            question, self.of_example(one, question), self.of_example(other, question)
        )

    def _cases(self, question: Question) -> list[tuple[Rehearsal, Trial, Expected]]:
        return [(r, trial, right) for r in self.rehearsals for trial, right in r.trials(question)]


def likeness(trial: Trial, mine: Given, theirs: Given, right: Expected) -> Likeness:
    """Of two wrong answers to a case where these outputs are right."""
    if isinstance(mine, Verdict) or isinstance(theirs, Verdict):
        if not (isinstance(mine, Verdict) and isinstance(theirs, Verdict)):
            return Likeness.APART
        return _of_errors(mine.message, theirs.message)
    if trial.check == "graph":
        return _of_graphs(trial, mine, theirs, right)
    if [*map(_form, mine.items())] != [*map(_form, theirs.items())]:
        return Likeness.APART
    found = {_of_values(trial, name, mine[name], theirs[name], right[name]) for name in mine}
    if judge_form(trial, mine, judged(trial, right)) is not None:  # no values are sent: only forms
        return Likeness.SAME if found <= {Likeness.SAME} else Likeness.UNSURE
    return next((one for one in (Likeness.APART, Likeness.UNSURE) if one in found), Likeness.SAME)


def _of_errors(mine: str, theirs: str) -> Likeness:
    if mine == theirs:
        return Likeness.SAME
    kind = [message.partition(":")[0] for message in (mine, theirs)]
    return Likeness.UNSURE if kind[0] == kind[1] else Likeness.APART


def _of_graphs(trial: Trial, mine: Expected, theirs: Expected, right: Expected) -> Likeness:
    """By what graphs that are given as data compute."""
    try:
        one, other, truth = (graph_outputs(trial, each) for each in (mine, theirs, right))
    except (GraphError, KeyError):
        same = [*map(_form, mine.items())] == [*map(_form, theirs.items())]
        return Likeness.SAME if same else Likeness.UNSURE
    found = {_of_values(trial, name, one[name], other[name], truth[name]) for name in truth}
    return next((one for one in (Likeness.APART, Likeness.UNSURE) if one in found), Likeness.SAME)


def _form(entry: tuple[str, Output]) -> tuple[object, ...]:
    name, output = entry
    return name, output.kind, output.dtype, output.shape, output.device, output.text


def _of_values(trial: Trial, name: str, mine: Output, theirs: Output, right: Output) -> Likeness:
    """Of two outputs of one form."""
    if mine.values is None or theirs.values is None:
        return Likeness.SAME
    if np.array_equal(mine.values, theirs.values, equal_nan=is_float(mine.dtype)):
        return Likeness.SAME
    if name in trial.distributions or right.values is None:
        return Likeness.UNSURE
    if not is_float(mine.dtype) or mine.shape != right.shape:
        return Likeness.UNSURE if mine.shape != right.shape else Likeness.APART
    one, other = mine.values.astype(np.float64), theirs.values.astype(np.float64)
    return _of_floats(one, other, right.values, trial.precision)


def _of_floats(mine: Array, theirs: Array, right: Array, dtype: str) -> Likeness:
    """By the numbers as they are, and by their deviations in units: both have to say the same."""
    finite = np.isfinite(mine)
    if not np.array_equal(finite, np.isfinite(theirs)):
        return Likeness.APART
    if not np.array_equal(mine[~finite], theirs[~finite], equal_nan=True):
        return Likeness.APART
    finite &= np.isfinite(right)
    mine, theirs, right = mine[finite], theirs[finite], right[finite]
    if (
        deviation(mine, right, dtype).max(initial=0.0)
        <= 1
        >= deviation(theirs, right, dtype).max(initial=0.0)
    ):
        return Likeness.SAME
    absolute = _part(np.abs(mine - theirs), np.abs(mine - right), np.abs(theirs - right))
    relative = _part(
        deviation(mine, theirs, dtype),
        deviation(mine, right, dtype),
        deviation(theirs, right, dtype),
    )
    if max(absolute, relative) <= SAME_PART:
        return Likeness.SAME
    return Likeness.APART if min(absolute, relative) >= APART_PART else Likeness.UNSURE


def _part(apart: Array, one: Array, other: Array) -> float:
    """How far two answers are apart, as a part of the smaller of their mistakes."""
    smaller = min(one.max(initial=0.0), other.max(initial=0.0))
    return float(apart.max(initial=0.0) / smaller) if smaller > 0 else float("inf")
