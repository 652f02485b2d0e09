"""Every accepted solution gets full marks; every wrong one fails exactly what it names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking.submission import Submission
from autograder.judge.grading import Judge, Terms
from autograder.judge.reference import Example, accepted_examples, reference_source, wrong_examples
from autograder.report.explain import question_text
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course

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


def failed_questions(judge: Judge, source: str, seed: int = SEED) -> dict[str, str]:
    """The questions that lose points, with what the student reads."""
    module = judge.assignment.module
    submission = Submission(module, {f"{module}.py": source.encode()})
    report = judge.grade(submission, Terms(seed=seed))
    return {q.name: question_text(q) for q in report.questions if q.score < q.points}


@pytest.mark.parametrize(("name", "example"), examples(accepted_examples), ids=label)
def test_an_accepted_solution_gets_full_marks(
    name: str, example: Example, judge_of: Callable[[str], Judge]
) -> None:
    assert failed_questions(judge_of(name), example.source) == {}


@pytest.mark.parametrize(("name", "example"), examples(wrong_examples), ids=label)
def test_a_wrong_solution_fails_exactly_what_it_names(
    name: str, example: Example, judge_of: Callable[[str], Judge]
) -> None:
    failed = failed_questions(judge_of(name), example.source)
    assert set(failed) == set(example.fails), "\n\n".join(failed.values())


@pytest.mark.parametrize(("name", "example"), examples(wrong_examples), ids=label)
def test_a_wrong_solution_carries_a_hint(name: str, example: Example) -> None:
    assert 15 <= len(example.hint.split()) <= 120
    assert example.fails


@pytest.mark.parametrize("name", COURSE.names())
def test_every_question_has_two_accepted_solutions_of_its_own(name: str) -> None:
    assignment = read_assignment(COURSE.folder(name))
    exercises = (assignment.folder / "exercises.py").read_text()
    assert all(f"def {question.name}(" in exercises for question in assignment.questions)
    accepted = sorted((assignment.folder / "submissions" / "accepted").glob("*.py"))
    assert len(accepted) >= 2
