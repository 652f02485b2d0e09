"""Every accepted solution gets full marks; every wrong one fails exactly what it names."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.audit.audit import QUICK, audit
from autograder.audit.rehearsal import Rehearsal
from autograder.checking.submission import Submission
from autograder.judge.grading import Judge, Terms
from autograder.judge.reference import (
    Example,
    Reference,
    accepted_examples,
    reference_source,
    wrong_examples,
)
from autograder.report.explain import question_text
from autograder.report.report import QuestionReport
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
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


@pytest.mark.parametrize(("name", "example"), examples(accepted_examples), ids=label)
def test_an_accepted_solution_gets_full_marks(
    name: str, example: Example, judge_of: Callable[[str], Judge]
) -> None:
    assert failed_questions(judge_of(name), example.source) == {}


@pytest.mark.parametrize("name", COURSE.names())
def test_an_assignment_passes_its_quick_audit(name: str) -> None:
    """Each wrong solution fails the questions it names and only those, and much more: see there."""
    done = audit(read_assignment(COURSE.folder(name)), COURSE, replace(QUICK, processes=1))
    assert done.findings == ()
    assert len(done.accepted) > 2
    assert len(done.wrong) == done.wrong_killed > 2


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


SEEDS = range(int(os.environ.get("AUTOGRADER_SEEDS", "4")))
"""`make seeds` takes 200 of them, `make audit` 30 and all accepted solutions."""

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
    failed = {seed: failed_questions(judge, judge.reference.source, seed) for seed in range(2)}
    assert not any(failed.values()), failed


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
