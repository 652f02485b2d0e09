"""Every accepted solution gets full marks; every wrong one fails exactly what it names."""

import ast
import functools
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.audit.rehearsal import Rehearsal
from autograder.checking.judgement import judge_values
from autograder.checking.submission import Submission
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Trial
from autograder.judge.grading import Judge, Terms
from autograder.judge.reference import (
    Example,
    Reference,
    accepted_examples,
    reference_source,
    wrong_examples,
)
from autograder.report.explain import question_text
from autograder.report.report import QuestionReport, earned
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from autograder.worker.arrays import Output
from autograder.worker.forbidden import AUTOGRAD, TORCH, operators_named

COURSE = Course(Path(__file__).parents[1])
SEED = 2026


def examples(kind: Callable[..., list[Example]]) -> list[tuple[str, Example]]:
    found = []
    for name in COURSE.names():
        assignment = read_assignment(COURSE.folder(name))
        source = reference_source(COURSE.root, assignment.module)
        found += [(name, example) for example in kind(assignment, source)]
    return found


def label(value: object) -> str:
    return value.name if isinstance(value, Example) else str(value)


def lost(reports: list[QuestionReport]) -> dict[str, str]:
    """The questions that lose points, with what the student reads."""
    return {q.name: question_text(q) for q in reports if q.score < q.points}


def failed_questions(judge: Judge, source: str, seed: int = SEED) -> dict[str, str]:
    """The questions that lose points, with what the student reads."""
    module = judge.assignment.module
    submission = Submission(module, {f"{module}.py": source.encode()})
    report = judge.grade(submission, Terms(seed=seed))
    return lost(list(report.questions))


@pytest.fixture(scope="session")
def rehearsal_of() -> Callable[[str], Rehearsal]:
    """The cases of one seed, on which examples, which are ours, are judged in this process."""

    @functools.cache
    def rehearsal(name: str) -> Rehearsal:
        assignment = read_assignment(COURSE.folder(name))
        drawn = Rehearsal(assignment, Reference(assignment, COURSE.root))
        drawn.draw(str(SEED))
        return drawn

    return rehearsal


@pytest.mark.parametrize(("name", "example"), examples(accepted_examples), ids=label)
def test_an_accepted_solution_gets_full_marks(
    name: str, example: Example, judge_of: Callable[[str], Judge]
) -> None:
    assert failed_questions(judge_of(name), example.source) == {}


@pytest.mark.parametrize(("name", "example"), examples(wrong_examples), ids=label)
def test_a_wrong_solution_fails_exactly_what_it_names(
    name: str, example: Example, rehearsal_of: Callable[[str], Rehearsal]
) -> None:
    failed = lost(rehearsal_of(name).judge_example(example))
    assert set(failed) == set(example.fails), "\n\n".join(failed.values())


@pytest.mark.parametrize(("name", "example"), examples(wrong_examples), ids=label)
def test_a_wrong_solution_carries_a_hint(name: str, example: Example) -> None:
    assert 15 <= len(example.hint.split()) <= 120
    assert example.fails


@pytest.mark.parametrize("name", COURSE.names())
def test_the_points_of_an_assignment_sum_to_100(name: str) -> None:
    assignment = read_assignment(COURSE.folder(name))
    assert assignment.points + assignment.written_points == 100


@pytest.mark.parametrize("name", COURSE.names())
def test_what_is_forbidden_is_there_to_be_called(name: str) -> None:
    for question in read_assignment(COURSE.folder(name)).questions:
        for forbidden in set(question.forbidden) - {TORCH, AUTOGRAD}:
            assert operators_named(forbidden), f"{question.name}: {forbidden}"


@pytest.mark.parametrize("name", COURSE.names())
def test_every_question_has_two_accepted_solutions_of_its_own(name: str) -> None:
    folder = COURSE.folder(name)
    exercises = ast.parse((folder / "exercises.py").read_text())
    called = {
        exercise.name: set(re.findall(r"solution\.(\w+)", ast.unparse(exercise)))
        for exercise in exercises.body
        if isinstance(exercise, ast.FunctionDef)
    }
    accepted = [
        {part.name for part in ast.parse(path.read_text()).body if hasattr(part, "name")}
        for path in (folder / "submissions" / "accepted").glob("*.py")
    ]
    for question in read_assignment(folder).questions:
        own = [names for names in accepted if names & called[question.name]]
        assert len(own) >= 2, question.name


SEEDS = range(int(os.environ.get("AUTOGRADER_SEEDS", "20")))
"""`make seeds` takes 200 of them."""

SHARES = 4


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("name", COURSE.names())
def test_the_right_solution_gets_full_marks_whatever_the_seed(name: str, share: int) -> None:
    assignment = read_assignment(COURSE.folder(name))
    rehearsal = Rehearsal(assignment, Reference(assignment, COURSE.root))
    failed = {}
    for seed in SEEDS[share::SHARES]:
        rehearsal.draw(str(seed))
        failed[seed] = lost(rehearsal.judge(rehearsal.reference.source))
    assert len(failed) == len(SEEDS) / SHARES
    assert not any(failed.values()), failed


@pytest.mark.parametrize("name", COURSE.names())
def test_the_right_solution_gets_full_marks_the_whole_way(
    name: str, judge_of: Callable[[str], Judge]
) -> None:
    judge = judge_of(name)
    failed = {seed: failed_questions(judge, judge.reference.source, seed) for seed in range(5)}
    assert not any(failed.values()), failed


@pytest.mark.parametrize("name", COURSE.names())
@pytest.mark.parametrize("answer", ["zeros", "ones", "the input"])
def test_an_answer_without_thought_gets_no_points(
    name: str, answer: str, judge_of: Callable[[str], Judge]
) -> None:
    judge = judge_of(name)
    for question in judge.assignment.questions:
        verdicts = []
        for trial in judge.trials(question, str(SEED), "cpu"):
            expected = judge.reference.expect(trial)
            truth = {output: expected[output] for output in trial.outputs or expected}
            given = {output: thoughtless(answer, right, trial) for output, right in truth.items()}
            verdicts.append(judge_values(trial, given, truth, Tolerances()))
        assert earned(verdicts) == 0, question.name


@pytest.mark.parametrize("name", COURSE.names())
@pytest.mark.parametrize("answer", ["zeros", "ones", "the first argument", "the right one"])
def test_code_without_thought_gets_no_points(
    name: str, answer: str, judge_of: Callable[[str], Judge], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every function and module returns such an answer, in the form of the right one.

    The right answer itself is the control: what is put around the functions spoils nothing. Why an
    answer is wrong is not asked here: to look for it takes longer than all the rest.
    """
    monkeypatch.setattr(Judge, "_explain", lambda *_: "")
    judge = judge_of(name)
    called = re.findall(r"solution\.(\w+)", judge.assignment.exercises_source)
    code = f"{judge.reference.source}\n{THOUGHTLESS}\nANSWER = {answer!r}\n"
    code += "\n".join(f"make_thoughtless({called!r})" for called in dict.fromkeys(called))
    module = judge.assignment.module
    report = judge.grade(Submission(module, {f"{module}.py": code.encode()}), Terms(seed=SEED))
    assert not report.problem
    earned_points = {q.name: q.score for q in report.questions if q.score > 0}
    right = {question.name: question.points for question in report.questions}
    assert earned_points == (right if answer == "the right one" else {})


THOUGHTLESS = """
import functools
import sys

import numpy


def answered(value, arguments):
    if ANSWER == "the right one":
        return value
    if isinstance(value, (tuple, list)) and not all(isinstance(part, str | dict) for part in value):
        return type(value)(answered(part, arguments) for part in value)
    if isinstance(value, float | int | numpy.generic):
        first = arguments[0] if isinstance(arguments[0], float | int) else 0.0
        return type(value)({"zeros": 0, "ones": 1}.get(ANSWER, first))
    if isinstance(value, dict):
        return {key: answered(part, arguments) for key, part in value.items()}
    if not hasattr(value, "shape"):
        return type(value)() if isinstance(value, str | list) else value
    if ANSWER == "zeros":
        return value * 0
    if ANSWER == "ones":
        return value * 0 + 1
    first = arguments[0]
    return first if getattr(first, "shape", None) == value.shape else value * 0


def thoughtless(function, skipped=0):
    @functools.wraps(function)
    def call(*arguments, **keywords):
        given = [*arguments[skipped:], *keywords.values()] or [0.0]
        before = given[0].detach().clone() if hasattr(given[0], "detach") else given[0]
        value = function(*arguments, **keywords)
        if value is given[0] and hasattr(value, "copy_"):  # a function that works in place
            value.detach().copy_(answered(value.detach().clone(), [before]))
            return value
        return answered(value, given)

    return call


def make_thoughtless(name):
    here = globals()
    real = here[name]
    if not isinstance(real, type):
        here[name] = thoughtless(real)
    elif "forward" in vars(real) and hasattr(real, "apply") and not hasattr(real, "parameters"):
        here[name] = type(name, (real,), {"apply": staticmethod(thoughtless(real.apply))})
        here[name]._backward_cls = real._backward_cls
    else:
        methods = [m for m in ("forward", "predict") if m in dir(real)]
        for method in methods:
            setattr(real, method, thoughtless(getattr(real, method), skipped=1))
"""


def thoughtless(answer: str, right: Output, trial: Trial) -> Output:
    """An output of the right form that nobody has thought about."""
    if right.values is None:
        return replace(right, text="[]")
    if answer == "the input":
        fitting = [
            value
            for value in trial.inputs.values()
            if isinstance(value, np.ndarray) and value.shape == right.shape
        ]
        return replace(right, values=fitting[0] if fitting else 0 * right.values)
    return replace(right, values=0 * right.values + (answer == "ones"))
