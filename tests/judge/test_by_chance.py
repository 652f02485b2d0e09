"""Wrong examples that answer by chance get their own hints in real gradings.

There what a student's process draws is never what the judge draws. `make hints` takes all of them,
under several seeds.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from autograder.checking.submission import Submission
from autograder.judge.grading import Judge, Terms, judging
from autograder.judge.reference import Example, wrong_examples
from autograder.spec.course import Course
from tests.synthetic.recorded import FOLDER, read_record

COURSE = Course(Path(__file__).parents[2])
ALL = os.environ.get("AUTOGRADER_HINTS") == "all"
QUICK = {("dropout", "predict_drops_units"), ("ensembles", "ties_at_random")}
BY_CHANCE = sorted(
    (path.stem, name) for path in FOLDER.glob("*.toml") for name in read_record(path.stem).unsteady
)
BY_DISTRIBUTION = {"gaussian_instead_of_uniform", "large_values_are_kept_more_often"}
"""Judged by tests of random masks, which fail otherwise each time: some failure has the hint."""

SEEDS = range(5) if ALL else range(1)


@pytest.fixture(scope="module")
def judges() -> Iterator[dict[str, Judge]]:
    asked = {name for name, _ in (BY_CHANCE if ALL else QUICK)}
    with ExitStack() as running:
        yield {name: running.enter_context(judging(COURSE, name)) for name in asked}


def example_of(judge: Judge, name: str) -> Example:
    known = wrong_examples(judge.assignment, judge.reference.source)
    return next(example for example in known if example.name == name)


@pytest.mark.parametrize(
    ("assignment", "name"),
    [
        pytest.param(
            *each, marks=pytest.mark.skipif(not ALL and each not in QUICK, reason="make hints")
        )
        for each in BY_CHANCE
    ],
)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_mistake_that_answers_by_chance_is_told_by_its_own_hint(
    seed: int, assignment: str, name: str, judges: dict[str, Judge]
) -> None:
    judge = judges[assignment]
    example = example_of(judge, name)
    submission = Submission(assignment, {f"{assignment}.py": example.source.encode()})
    report = judge.grade(submission, Terms(seed=seed))
    lost = [question for question in report.questions if question.failures]
    assert {question.name for question in lost} == {*example.fails}
    for question in lost:
        hints = [failure.hint for failure in question.failures]
        told = hints if name in BY_DISTRIBUTION else hints[:1]
        assert any(example.hint in hint for hint in told), question.name
