"""What tests of classes begin with: a course of their own, a class of five, its results."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from autograder.classroom.engine import on_this_machine
from autograder.classroom.jobs import Work
from autograder.report.report import Report
from autograder.spec.course import Course
from tests.classroom.classes import (
    FIVE,
    SEED,
    SMALL,
    run_over,
    small_course,
    small_jobs,
    small_work,
    stored,
    told,
    written,
)
from tests.classroom.machines import Cluster


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return small_course(tmp_path / "course")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "class", FIVE)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    cluster = Cluster()
    try:
        yield cluster
    finally:
        cluster.end_all()


@pytest.fixture(scope="package")
def work() -> Work:
    return small_work(Course(SMALL))


@pytest.fixture(scope="package")
def undisturbed(work: Work) -> Mapping[str, Report]:
    return told(list(on_this_machine(work, small_jobs(FIVE), 1)))


@pytest.fixture(scope="package")
def undisturbed_store(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Report | None]:
    """What a store holds of the class of five after a run to which nothing happened."""
    folder = written(tmp_path_factory.mktemp("undisturbed") / "class", FIVE)
    store = folder.parent / "grades.db"
    run_over(folder, Course(SMALL), store, lambda work, jobs: on_this_machine(work, jobs, 1), SEED)
    return stored(store)
