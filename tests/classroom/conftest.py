"""What tests of classes begin with: a course of their own, a class of five, its results."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.classroom.engine import on_this_machine
from autograder.classroom.jobs import Work
from autograder.report.report import Report
from autograder.spec.course import Course
from tests.classroom.classes import (
    FIVE,
    SMALL,
    small_course,
    small_jobs,
    small_work,
    told,
    written,
)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return small_course(tmp_path / "course")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "class", FIVE)


@pytest.fixture(scope="package")
def work() -> Work:
    return small_work(Course(SMALL))


@pytest.fixture(scope="package")
def undisturbed(work: Work) -> Mapping[str, Report]:
    return told(list(on_this_machine(work, small_jobs(FIVE), 1)))
