"""A known mistake is told by its own hint; an unknown one by how its answer relates to the right one."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checking.judgement import Expected, judge_form, judge_values
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.judge.diagnosis import Diagnosis
from autograder.judge.grading import Judge
from autograder.judge.reference import (
    Example,
    Reference,
    load_solution,
    reference_source,
    wrong_examples,
)
from autograder.report.explain import question_text
from autograder.report.report import QuestionReport
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from autograder.worker.arrays import materialise, output_of

COURSE = Course(Path(__file__).parents[2])
SEED = "2026"
MODULE = "activations"
LIKELY = "  Likely: "


def examples() -> list[Example]:
    assignment = read_assignment(COURSE.folder(MODULE))
    return wrong_examples(assignment, reference_source(COURSE.root, MODULE))


EXAMPLES = {example.name: example for example in examples()}


@pytest.fixture(scope="module")
def judge(judge_of: Callable[[str], Judge]) -> Judge:
    return judge_of(MODULE)


@pytest.fixture(scope="module")
def diagnosis(judge: Judge) -> Diagnosis:
    return Diagnosis(judge.reference, MODULE, list(EXAMPLES.values()))


@pytest.fixture(scope="module")
def solution_of() -> Callable[[Example], Any]:
    """An example as a module, made once."""
    made: dict[str, Any] = {}

    def solution(example: Example) -> Any:
        if example.name not in made:
            made[example.name] = load_solution(example.source, MODULE)
        return made[example.name]

    return solution


def answer(judge: Judge, solution: Any, trial: Trial, dtype: str) -> Expected:
    """The judged outputs of a trusted solution, run in this process; ArithmeticError if it raises."""
    inputs = materialise(trial.inputs, trial.library, dtype, "cpu")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            outputs = getattr(judge.reference.exercises, trial.question)(solution, **inputs)
    except Exception as error:
        raise ArithmeticError from error
    return {name: output_of(outputs[name]) for name in trial.outputs or outputs}


def verdict_on(judge: Judge, diagnosis: Diagnosis, solution: Any, trial: Trial) -> Verdict:
    """The grader's verdict on a solution that needs no confinement."""
    truth = judge.reference.expect(trial)
    expected = {name: truth[name] for name in trial.outputs or truth}
    try:
        actual = answer(judge, solution, trial, trial.dtype)
    except ArithmeticError:
        return Verdict(trial, Outcome.ERROR, "it raised")
    verdict = judge_form(trial, actual, expected) or judge_values(
        trial, actual, expected, judge.assignment.tolerances()
    )
    if verdict.outcome is Outcome.PASSED:
        return verdict
    hint = diagnosis.explain(verdict, actual)
    return Verdict(trial, verdict.outcome, verdict.message, hint, verdict.output)


def give_the_same(one: Expected, other: Expected) -> bool:
    """Whether two solutions' outputs can't be told apart but by rounding."""
    return one.keys() == other.keys() and all(
        one[name].shape == other[name].shape
        and one[name].text == other[name].text
        and (one[name].values is None) == (other[name].values is None)
        and (
            one[name].values is None
            or np.allclose(one[name].values, other[name].values, rtol=1e-3, equal_nan=True)  # type: ignore[arg-type]
        )
        for name in one
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_known_mistake_is_told_by_its_own_hint_first(
    name: str, judge: Judge, diagnosis: Diagnosis, solution_of: Callable[[Example], Any]
) -> None:
    example = EXAMPLES[name]
    for question_name in example.fails:
        question = judge.assignment.question(question_name)
        solution = solution_of(example)
        verdicts = [
            verdict_on(judge, diagnosis, solution, trial)
            for trial in judge.trials(question, SEED, "cpu")
        ]
        text = question_text(QuestionReport(question.name, "", question.points, tuple(verdicts)))
        told = [line.removeprefix(LIKELY) for line in text.splitlines() if line.startswith(LIKELY)]
        explained = [v for v in verdicts if v.outcome is Outcome.FAILED]
        if not explained:
            assert all(v.outcome in (Outcome.ERROR, Outcome.PASSED) for v in verdicts)
            continue
        trial = explained[0].trial
        mine = answer(judge, solution, trial, "float64")
        rivals = [
            other.hint
            for other in EXAMPLES.values()
            if question_name in other.fails and _gives(judge, solution_of(other), trial, mine)
        ]
        assert told, text
        assert told[0] in {example.hint, *rivals}
        if rivals == [example.hint]:
            assert told[0] == example.hint


def _gives(judge: Judge, solution: Any, trial: Trial, answers: Expected) -> bool:
    try:
        return give_the_same(answer(judge, solution, trial, "float64"), answers)
    except ArithmeticError:
        return False
