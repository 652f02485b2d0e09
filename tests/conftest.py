"""What the tests share: the course itself, and one running judge an assignment."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.checking.examination import Pace
from autograder.checking.submission import Submission
from autograder.judge.grading import Judge, Terms, judging
from autograder.report.report import QuestionReport, Report
from autograder.spec.course import Course
from autograder.worker.client import cuda_is_here

ROOT = Path(__file__).parents[1]
LIFETIME = 3_600

Grade = Callable[[str], Report]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--require-gpu",
        action="store_true",
        help="tests marked `gpu` fail where there is none, instead of being skipped",
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("gpu") is None or cuda_is_here():
        return
    if item.config.getoption("--require-gpu"):
        pytest.fail("it needs a CUDA device, and this machine has none", pytrace=False)
    pytest.skip("it needs a CUDA device")


@pytest.fixture(scope="session")
def course() -> Course:
    return Course(ROOT)


@pytest.fixture(scope="session")
def judge_of(course: Course) -> Iterator[Callable[[str], Judge]]:
    """The judge of an assignment, with its service running until the tests end."""
    with contextlib.ExitStack() as running:
        judges: dict[str, Judge] = {}

        def judge(name: str) -> Judge:
            if name not in judges:
                judges[name] = running.enter_context(judging(course, name, lifetime=LIFETIME))
            return judges[name]

        yield judge


@pytest.fixture(scope="session")
def grade_activations(judge_of: Callable[[str], Judge]) -> Grade:
    """Grade a source text as activations.py, with limits that suit endless loops in tests."""

    def grade(source: str) -> Report:
        submission = Submission("activations", {"activations.py": source.encode()})
        return judge_of("activations").grade(submission, Terms(pace=Pace(case=2, load=3)))

    return grade


def question(report: Report, name: str) -> QuestionReport:
    """One question of a report."""
    return next(question for question in report.questions if question.name == name)
