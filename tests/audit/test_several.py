"""Several audits side by side come to what each would alone, in the order that was asked for."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.audit.audit import QUICK, Audit, audit
from autograder.audit.several import audits
from autograder.release.scaffold import scaffold
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import Course

NAMES = ("cherries", "apples", "berries")


@pytest.fixture
def course(tmp_path: Path) -> Course:
    course = Course(tmp_path)
    for name in NAMES:
        scaffold(name, course)
    return course


def assignments(course: Course) -> list[Assignment]:
    return [read_assignment(course.folder(name)) for name in NAMES]


def without_time(done: Audit) -> Audit:
    return replace(done, seconds=0)


def test_they_come_to_the_same_in_the_order_that_was_asked_for(course: Course) -> None:
    told: dict[str, tuple[int, int]] = {}

    def tell(name: str, what: str, done: int, of: int) -> None:
        told[name] = done, of

    made = [without_time(done) for done in audits(assignments(course), course, QUICK, tell)]
    alone = [without_time(audit(each, course, QUICK)) for each in assignments(course)]
    assert made == alone
    assert set(told) == set(NAMES)
    assert {done == of > 10 for done, of in told.values()} == {True}


def test_what_is_wrong_with_one_is_told_and_no_process_stays(course: Course) -> None:
    (course.folder("apples") / "cases.py").write_text("def softmax(draw):\n    return 1 / 0\n")
    with pytest.raises(ZeroDivisionError):
        list(audits(assignments(course), course, QUICK, lambda *told: None))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_who_takes_the_first_alone_leaves_no_process(course: Course) -> None:
    several = audits(assignments(course), course, QUICK, lambda *told: None)
    assert next(several).assignment.name == "cherries"
    several.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_process_that_dies_is_told(course: Course) -> None:
    killing = "import os\n\ndef softmax(draw):\n    os.kill(os.getpid(), 9)\n    yield\n"
    (course.folder("berries") / "cases.py").write_text(killing)
    with pytest.raises(RuntimeError, match="has died"):
        list(audits(assignments(course), course, QUICK, lambda *told: None))
