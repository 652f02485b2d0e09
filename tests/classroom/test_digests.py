"""A question's digest changes when its results may, and not when another question's do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.classroom.digests import digests_of
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.classroom.classes import ROOT, small_course

FORWARD, BACKWARD = {"relu_forward"}, {"relu_backward"}
BOTH = FORWARD | BACKWARD

CASES, EXERCISES = "assignments/relu/cases.py", "assignments/relu/exercises.py"
REFERENCE, ASSIGNMENT = "reference/relu.py", "assignments/relu/assignment.toml"


def replacing(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def in_backward(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        head, mark, tail = text.partition("def relu_backward")
        assert old in tail
        return head + mark + tail.replace(old, new)

    return change


CHANGES = {
    "a case": (CASES, in_backward("16, 8", "16, 9"), BACKWARD),
    "what cases share": (CASES, replacing("HIDDEN_CASES = 14", "HIDDEN_CASES = 15"), BOTH),
    "an exercise": (EXERCISES, in_backward("cache)}", "cache) * 1}"), BACKWARD),
    "what both call of the reference": (
        REFERENCE,
        replacing("np.maximum(x, 0)", "x * (x > 0)"),
        BOTH,
    ),
    "what one calls of the reference": (REFERENCE, in_backward("return", "return 1 *"), BACKWARD),
    "a comment": (CASES, in_backward("    for", "    # a remark\n    for"), set()),
    "a function that nothing calls": (REFERENCE, lambda text: f"{text}\ndef more(): pass\n", set()),
    "a statement that may do anything": (CASES, lambda text: f"{text}\nprint()\n", BOTH),
    "the points of one": (
        ASSIGNMENT,
        replacing('ward"\npoints = 10\n\n', 'ward"\npoints = 9\n\n'),
        FORWARD,
    ),
    "a question more": (
        ASSIGNMENT,
        lambda text: f'{text}\n[[questions]]\nname = "more"\ntitle = "More"\npoints = 1\n',
        {*BOTH, "more"},
    ),
}


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return small_course(tmp_path / "course")


def digests(course: Course) -> dict[str, str]:
    return digests_of(read_assignment(course.folder("relu")), course)


def changed(course: Course, before: dict[str, str]) -> set[str]:
    return {name for name, digest in digests(course).items() if before.get(name) != digest}


@pytest.mark.parametrize(("file", "change", "questions"), CHANGES.values(), ids=CHANGES)
def test_what_a_change_reaches(
    file: str, change: Callable[[str], str], questions: set[str], course: Course
) -> None:
    before = digests(course)
    path = course.root / file
    path.write_text(change(path.read_text()))
    assert changed(course, before) == questions


def test_tolerances_and_wrong_examples_are_of_their_question(course: Course) -> None:
    before = digests(course)
    (course.folder("relu") / "tolerances.toml").write_text(
        '["relu_backward.dx"]\ncpu-float64 = { allowed = 3 }\n'
    )
    assert changed(course, before) == BACKWARD
    before = digests(course)
    wrong = course.folder("relu") / "submissions" / "wrong"
    wrong.mkdir(parents=True, exist_ok=True)
    (wrong / "halved.py").write_text('FAILS = ["relu_forward"]\nHINT = "Halved."\n')
    assert changed(course, before) == FORWARD


def test_a_case_of_batchnorm_reaches_its_question_alone(tmp_path: Path) -> None:
    """The real ones share helpers and constants: they are told apart all the same."""
    for part in ("reference", "assignments/batchnorm"):
        shutil.copytree(ROOT / part, tmp_path / part)
    course = Course(tmp_path)
    assignment = read_assignment(course.folder("batchnorm"))
    before = digests_of(assignment, course)
    path = assignment.folder / "cases.py"
    head, mark, tail = path.read_text().partition("def spatial_batchnorm_backward(")
    path.write_text(head + mark + tail.replace("yield", "0\n    yield", 1))
    after = digests_of(assignment, course)
    assert {name for name in after if after[name] != before[name]} == {"spatial_batchnorm_backward"}
