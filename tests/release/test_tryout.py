"""The built zips must grade as the audit did; one that doesn't is named, with what it misjudged."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from autograder.checking.archive import EARLIEST, archive
from autograder.release.gradescope import gradescope_zip
from autograder.release.scaffold import scaffold
from autograder.release.student import student_zip
from autograder.release.template import write_template
from autograder.release.tryout import TryoutError, try_out
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import Course

Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = Course(tmp_path_factory.mktemp("course"))
    scaffold("rows", course)
    write_template(read_assignment(course.folder("rows")), course)
    return course


@pytest.fixture(scope="module")
def assignment(course: Course) -> Assignment:
    return read_assignment(course.folder("rows"))


@pytest.fixture(scope="module")
def student(assignment: Assignment, course: Course) -> bytes:
    return student_zip(assignment, course, EARLIEST)


@pytest.fixture(scope="module")
def platform(assignment: Assignment, course: Course) -> bytes:
    return gradescope_zip(assignment, course, EARLIEST)


def changed(packed: bytes, name: str, old: str, new: str) -> bytes:
    """A zip with one of its files changed."""
    with zipfile.ZipFile(BytesIO(packed)) as zipped:
        files = {entry: zipped.read(entry) for entry in zipped.namelist()}
    assert old.encode() in files[name]
    files[name] = files[name].replace(old.encode(), new.encode(), 1)
    return archive(files, executable=("setup.sh", "run_autograder"))


def misjudged(assignment: Assignment, course: Course, student: bytes, platform: bytes) -> list[str]:
    with pytest.raises(TryoutError) as refused:
        try_out(assignment, course, student, platform, 2)
    return str(refused.value).splitlines()


def test_the_template_the_reference_and_every_example_are_graded(
    assignment: Assignment, course: Course, student: bytes, platform: bytes
) -> None:
    examples = list(Path(assignment.folder).glob("submissions/*/*.py"))
    assert len(examples) > 10
    assert try_out(assignment, course, student, platform, 2) == len(examples) + 2


def test_a_wrong_solution_that_loses_nothing_is_named(
    assignment: Assignment, course: Course, student: bytes, platform: bytes
) -> None:
    blind = changed(
        platform,
        "autograder/checking/judgement.py",
        "def judge_values(",
        "def unused(",
    )
    blind = changed(
        blind,
        "autograder/checking/judgement.py",
        "def unused(",
        "def judge_values(trial, *others):\n"
        "    return Verdict(trial, Outcome.PASSED)\n\n\ndef unused(",
    )
    told = misjudged(assignment, course, student, blind)
    assert "wrong-not_normalised lost none in softmax" in told
    assert not [line for line in told if line.startswith("accepted")]


def test_a_right_solution_that_loses_something_is_named(
    assignment: Assignment, course: Course, student: bytes, platform: bytes
) -> None:
    strict = changed(
        platform, "course/reference/rows.py", "exponentials.sum(", "1.01 * exponentials.sum("
    )
    told = misjudged(assignment, course, student, strict)
    for name in ("reference", "accepted-row_by_row"):
        (line,) = (line for line in told if line.startswith(f"{name} lost points in softmax ("))
        assert " is off by " in line


def test_a_template_that_earns_something_is_told(
    assignment: Assignment, course: Course, student: bytes, platform: bytes
) -> None:
    right = "e = np.exp(scores - scores.max(1)[:, None]); return e / e.sum(1)[:, None]; "
    stub = 'raise NotImplementedError("'
    solved = changed(student, "rows/rows.py", stub, right + stub)
    assert misjudged(assignment, course, solved, platform) == ["template earned points in softmax"]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("setup.sh", 'cd "$here"', "exit 3", "setup.sh ended with status 3: no word"),
        ("autograder/judge/grading.py", "import contextlib", "import gone", "grading ended with"),
    ],
)
def test_a_zip_that_does_not_run_says_so(
    name: str,
    old: str,
    new: str,
    told: str,
    assignment: Assignment,
    course: Course,
    student: bytes,
    platform: bytes,
) -> None:
    (line,) = misjudged(assignment, course, student, changed(platform, name, old, new))
    assert line.startswith(told)


def test_a_students_zip_that_builds_no_hand_in_says_so(
    assignment: Assignment, course: Course, student: bytes, platform: bytes
) -> None:
    broken = changed(student, "rows/autograder/cli/submission.py", "import archive", "import gone")
    (line,) = misjudged(assignment, course, broken, platform)
    assert line.startswith("building a hand-in ended with status 1: ImportError")
