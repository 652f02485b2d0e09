"""What students get is what the course would write now, and none of it is solved."""

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.checking.stored import FILE, read_stored
from autograder.judge.reference import Reference, load_solution, run_exercise
from autograder.release.overview import overview
from autograder.release.template import stale_files, write_template
from autograder.spec.assignment import Assignment, Cases, read_assignment
from autograder.spec.course import Course

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "bench" / "course"
NAMES = Course(ROOT).names()


def assignment_of(course: Course, name: str) -> Assignment:
    return read_assignment(course.folder(name))


# ---- the course's own templates ----------------------------------------------------------------


@pytest.fixture(scope="module", params=NAMES)
def assignment(request: Any) -> Assignment:
    """Each assignment of the course."""
    return assignment_of(Course(ROOT), request.param)


def test_a_template_is_current(assignment: Assignment) -> None:
    assert stale_files(assignment, Course(ROOT)) == []


def test_a_stub_raises_for_every_question(assignment: Assignment) -> None:
    """With the course's exercises and public cases, in this process: nothing is solved."""
    folder = Course(ROOT).template(assignment.name)
    stub = load_solution((folder / f"{assignment.module}.py").read_text(), assignment.module)
    cases, exercises = Cases(assignment), assignment.exercises()
    for question in assignment.questions:
        trials = cases.public(question)
        assert trials
        for trial in trials:
            with pytest.raises(NotImplementedError):
                run_exercise(exercises, stub, trial)


def test_a_template_holds_what_the_readme_says_and_every_public_case(
    assignment: Assignment,
) -> None:
    folder = Course(ROOT).template(assignment.name)
    readme = (folder / "README.md").read_text()
    for name in (f"{assignment.module}.py", "exercises.py", FILE, "tolerances.toml"):
        assert name in readme
        assert (folder / name).is_file()
    assert all(f"`{question.name}`" in readme for question in assignment.questions)
    cases = Cases(assignment)
    ids = [trial.id for q in assignment.questions for trial in cases.for_students(q)]
    assert [trial.id for trial in read_stored(folder).trials] == ids


def test_no_line_of_a_solution_is_in_a_template(assignment: Assignment) -> None:
    reference = (ROOT / "reference" / f"{assignment.module}.py").read_text()
    solution, inside = set(), False
    for line in reference.splitlines():
        if "BEGIN SOLUTION" in line or "END SOLUTION" in line:
            inside = "BEGIN" in line
        elif inside and len(line.strip()) > 24:
            solution.add(line.strip())
    assert solution
    stub = Course(ROOT).template(assignment.name) / f"{assignment.module}.py"
    assert solution.isdisjoint(line.strip() for line in stub.read_text().splitlines())


# ---- what makes a template stale ---------------------------------------------------------------


@pytest.fixture
def small(tmp_path: Path) -> Course:
    """A course of its own, with one small assignment and a template that was just written."""
    shutil.copytree(SMALL, tmp_path / "course")
    course = Course(tmp_path / "course")
    write_template(assignment_of(course, "relu"), course)
    return course


def stale(course: Course) -> list[str]:
    return stale_files(assignment_of(course, "relu"), course)


def test_a_template_that_was_just_written_is_current(small: Course) -> None:
    assert stale(small) == []
    assert sorted(os.listdir(small.template("relu"))) == sorted(
        ["README.md", "exercises.py", FILE, "relu.py", "test_relu.py"]
    )


def change(path: str, old: str, new: str) -> Callable[[Path], None]:
    def changed(course: Path) -> None:
        text = (course / path).read_text()
        assert old in text
        (course / path).write_text(text.replace(old, new, 1))

    return changed


CASES = "assignments/relu/cases.py"
STALE: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "another docstring": (
        change("reference/relu.py", '"""max(0, x), elementwise."""', '"""Start small."""'),
        ["relu.py"],
    ),
    "another public case": (
        change(CASES, "x=draw.away_from_zero(2, 3)", "x=draw.away_from_zero(2, 4)"),
        [FILE],
    ),
    "the same public case from another draw": (
        change(CASES, "x=draw.away_from_zero(2, 3)", "x=draw.normal(2, 3)"),
        [FILE],
    ),
    "another layout of a public case, with the same answer": (
        change(CASES, "x=draw.away_from_zero(2, 3)", "x=draw.away_from_zero(2, 3).T.copy().T"),
        [FILE],
    ),
    "another name of a public case": (change(CASES, '"two rows"', '"a small layer"'), [FILE]),
    "a case made public": (
        change(CASES, 'case(f"batch {number}", x', 'case(f"batch {number}", public=True, x'),
        [FILE],
    ),
    "another right answer": (
        change("reference/relu.py", "np.maximum(x, 0), x", "np.maximum(x, 0) + 1e-9, x"),
        [FILE],
    ),
    "another way to call a solution": (
        change("assignments/relu/exercises.py", "out, _ =", "out, cache ="),
        ["exercises.py"],
    ),
    "another title": (
        change("assignments/relu/assignment.toml", "in NumPy alone", "in NumPy"),
        ["README.md", FILE],
    ),
    "other points": (
        change("assignments/relu/assignment.toml", "points = 10", "points = 12"),
        ["README.md", FILE],
    ),
    "a file that is gone": (
        lambda course: (course / "student_template/relu/test_relu.py").unlink(),
        ["test_relu.py"],
    ),
    "cases that are gone": (
        lambda course: (course / "student_template/relu" / FILE).unlink(),
        [FILE],
    ),
    "cases that are damaged": (
        lambda course: (course / "student_template/relu" / FILE).write_bytes(b"?"),
        [FILE],
    ),
    "tolerances that are new": (
        lambda course: (course / "assignments/relu/tolerances.toml").write_text(""),
        ["tolerances.toml"],
    ),
}


@pytest.mark.parametrize(("change", "files"), STALE.values(), ids=STALE)
def test_a_change_makes_its_files_stale_and_writing_makes_them_current(
    change: Callable[[Path], None], files: list[str], small: Course
) -> None:
    change(small.root)
    assert sorted(stale(small)) == sorted(files)
    write_template(assignment_of(small, "relu"), small)
    assert stale(small) == []


FRESH: dict[str, Callable[[Path], None]] = {
    "another solution": change("reference/relu.py", "np.maximum(x, 0), x", "x * (x > 0), x"),
    "another hidden case": change(CASES, "x=draw.away_from_zero(16, 8)", "x=draw.normal(9, 8)"),
    "more hidden cases": change(CASES, "HIDDEN_CASES = 14", "HIDDEN_CASES = 20"),
}


@pytest.mark.parametrize("change", FRESH.values(), ids=FRESH)
def test_what_students_never_see_makes_nothing_stale(
    change: Callable[[Path], None], small: Course
) -> None:
    change(small.root)
    assert stale(small) == []


def test_writing_again_changes_no_byte(small: Course) -> None:
    folder = small.template("relu")
    before = {path.name: (path.read_bytes(), path.stat().st_mode) for path in folder.iterdir()}
    write_template(assignment_of(small, "relu"), small)
    after = {path.name: (path.read_bytes(), path.stat().st_mode) for path in folder.iterdir()}
    assert after == before


def test_students_may_read_every_file(small: Course) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in small.template("relu").iterdir()}
    assert modes == {0o644}


def test_the_stored_answers_are_the_reference_s(small: Course) -> None:
    assignment = assignment_of(small, "relu")
    reference = Reference(assignment, small.root)
    stored = read_stored(small.template("relu"))
    for trial in stored.trials:
        for name, output in reference.expect(trial).items():
            values = stored.expect(trial)[name].values
            assert values is not None
            assert output.values is not None
            assert values.tolist() == output.values.tolist()


# ---- the page that lists the assignments -------------------------------------------------------


def test_the_page_of_all_assignments_names_every_question_with_its_points() -> None:
    course = Course(ROOT)
    page = (ROOT / "docs" / "assignments.md").read_text()
    assert page == overview(course)
    for name in NAMES:
        read = assignment_of(course, name)
        assert read.teaches
        assert read.sheet
        assert 0 < read.hours < 20
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for question in read.questions:
            assert f"| `{question.name}` | {question.title} | {question.points:g} |" in section
        for written in read.written:
            assert (
                f"| `{written.name}` | {written.title} | {written.points:g} | graded by hand |"
                in section
            )
