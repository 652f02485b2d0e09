"""Right solutions stay on their device; mistakes that only a GPU shows are found without one."""

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking.judgement import judge_form, judge_values, judged
from autograder.checking.submission import Submission
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial
from autograder.judge.dependence import may_differ, parse
from autograder.judge.grading import Judge, Terms
from autograder.judge.reference import (
    Example,
    Reference,
    accepted_examples,
    load_solution,
    reference_source,
    run_exercise,
    undisturbed,
    wrong_examples,
)
from autograder.spec.assignment import Assignment, Cases, Question, read_assignment
from autograder.spec.course import Course
from tests.pretend_gpu import pretend_gpu

COURSE = Course(Path(__file__).parents[1])
SEED = "2026"
KINDS = ("_cpu", "numpy", "default_device", "registered", "generator", "sets", "float16", "waits")
"""Words in the names of mistakes that only a GPU shows: each kind has one at least."""

gpu = pytest.mark.gpu


@functools.cache
def assignment_of(name: str) -> Assignment:
    return read_assignment(COURSE.folder(name))


@functools.cache
def reference_of(name: str) -> Reference:
    return Reference(assignment_of(name), COURSE.root)


@functools.cache
def tolerances_of(name: str) -> Tolerances:
    return assignment_of(name).tolerances()


def source_of(name: str) -> str:
    return reference_source(COURSE.root, assignment_of(name).module)


def questions(name: str) -> list[Question]:
    return [question for question in assignment_of(name).questions if "cuda" in question.devices]


@functools.cache
def trials(name: str, asked: str) -> list[Trial]:
    """Of each group of a question the last one on a GPU; what a GPU alone is asked comes last."""
    cases, question = Cases(assignment_of(name)), assignment_of(name).question(asked)
    drawn = [*cases.public(question, "cuda"), *cases.hidden(question, SEED, "cuda")]
    return list({trial.group: trial for trial in drawn}.values())


def failure(name: str, source: str, trial: Trial) -> str:
    """What is told of a solution that fails a trial on a GPU that isn't there; "" if it passes."""
    reference = reference_of(name)
    with undisturbed(), pretend_gpu():
        try:
            solution = load_solution(source, assignment_of(name).module)
            actual = run_exercise(reference.exercises, solution, trial, trial.dtype, "cuda")
        except Exception as error:
            return f"{trial.id}: {type(error).__name__}: {error}"
    expected = judged(trial, reference.expect(trial))
    verdict = judge_form(trial, actual, expected) or judge_values(
        trial, actual, expected, tolerances_of(name)
    )
    return "" if verdict.outcome is Outcome.PASSED else f"{trial.id}: {verdict.message}"


def failures(name: str, source: str, question: str) -> list[str]:
    found = [failure(name, source, trial) for trial in trials(name, question)]
    return [told for told in found if told]


def reached(name: str, example: Example) -> list[str]:
    """The questions of torch in which an example may answer otherwise than the reference."""
    exercises = parse(assignment_of(name).exercises_source)
    definitions = parse(source_of(name))
    changed = parse(example.own).besides(definitions)
    whole = definitions.joined(changed)
    return [q.name for q in questions(name) if may_differ(q.name, exercises, whole, changed)]


def examples(kind: Callable[..., list[Example]]) -> list[tuple[str, Example]]:
    return [
        (name, example)
        for name in COURSE.names()
        if questions(name)
        for example in kind(assignment_of(name), source_of(name))
    ]


@functools.cache
def of_a_gpu() -> list[tuple[str, Example]]:
    """The mistakes that the CPU doesn't show."""
    return [(name, each) for name, each in examples(wrong_examples) if "cpu" not in each.devices]


def label(value: object) -> str:
    return value.name if isinstance(value, Example) else str(value)


# ---- on a GPU that isn't there -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "question"),
    [(name, question.name) for name in COURSE.names() for question in questions(name)],
)
def test_the_reference_is_right_on_a_gpu_as_far_as_can_be_told(name: str, question: str) -> None:
    assert trials(name, question)
    assert failures(name, source_of(name), question) == []


@pytest.mark.parametrize(
    ("name", "example"),
    [(name, each) for name, each in examples(accepted_examples) if "torch" in each.own],
    ids=label,
)
def test_an_accepted_solution_is_right_on_a_gpu_as_far_as_can_be_told(
    name: str, example: Example
) -> None:
    found = {asked: failures(name, example.source, asked) for asked in reached(name, example)}
    assert not any(found.values()), found


@pytest.mark.parametrize(("name", "example"), of_a_gpu(), ids=label)
def test_a_mistake_that_only_a_gpu_shows_is_found_where_it_must_be_and_only_there(
    name: str, example: Example
) -> None:
    found = {asked: failures(name, example.source, asked) for asked in reached(name, example)}
    assert {asked for asked, told in found.items() if told} == set(example.fails), found


def test_every_kind_of_mistake_has_an_example() -> None:
    names = [example.name for _, example in of_a_gpu()]
    assert {part for part in KINDS if not any(part in name for name in names)} == set()


# ---- on a GPU ----------------------------------------------------------------------------------


def lost(judge: Judge, source: str) -> dict[str, set[str]]:
    """The questions that lose points on each device."""
    module = judge.assignment.module
    submission = Submission(module, {f"{module}.py": source.encode()})
    report = judge.grade(submission, Terms("all", seed=1, hints="none"))
    return {
        device: {
            question.name
            for question in report.questions
            if any(verdict.trial.device == device for verdict in question.failures)
        }
        for device in ("cpu", "cuda")
    }


@gpu
@pytest.mark.parametrize("name", COURSE.names())
def test_the_reference_gets_full_marks_on_a_gpu(
    name: str, judge_of: Callable[[str], Judge]
) -> None:
    judge = judge_of(name)
    assert lost(judge, judge.reference.source) == {"cpu": set(), "cuda": set()}


@gpu
@pytest.mark.parametrize(("name", "example"), of_a_gpu(), ids=label)
def test_a_mistake_that_only_a_gpu_shows_fails_there_where_it_must(
    name: str, example: Example, judge_of: Callable[[str], Judge]
) -> None:
    judge = judge_of(name)
    assert lost(judge, example.source) == {"cpu": set(), "cuda": set(example.fails)}
