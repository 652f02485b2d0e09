"""`autograder new`: everything an assignment needs, in the house's style, over nobody's files."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.checking.submission import Submission
from autograder.judge.grading import Terms, judging
from autograder.judge.reference import load_solution, reference_source
from autograder.release import scaffold as module
from autograder.release.scaffold import scaffold, starter, why_not
from autograder.release.template import stale_files, write_template
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course, SpecError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A folder with nothing in it."""
    return Course(tmp_path)


def files(folder: Path) -> dict[str, str]:
    """Every file below a folder, with its text."""
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_empty_folder_becomes_a_course_with_one_assignment_of_100_points(course: Course) -> None:
    written = scaffold("rows", course)
    assert course.names() == ["rows"]
    assignment = read_assignment(course.folder("rows"))
    assert assignment.module == "rows"
    assert [question.name for question in assignment.questions] == ["softmax"]
    assert (assignment.points, assignment.written_points) == (100, 0)
    assert {path.as_posix() for path in written} == set(files(course.root))
    assert sorted(os.listdir(course.root)) == ["assignments", "reference"]


def test_every_file_that_the_guide_lists_is_there(course: Course) -> None:
    scaffold("rows", course)
    there = set(os.listdir(course.folder("rows")))
    guide = (ROOT / "docs" / "authors.md").read_text()
    listed = {line.split()[0] for line in guide.split("```")[3].splitlines()[2:] if line.strip()}
    assert {name for name in listed if "/" not in name} == there - {"submissions"}
    assert len(list(course.folder("rows").glob("submissions/accepted/*.py"))) >= 2
    assert len(list(course.folder("rows").glob("submissions/wrong/*.py"))) >= 5


def test_the_name_is_put_in_wherever_the_file_is_meant(course: Course) -> None:
    scaffold("rows", course)
    texts = files(course.root)
    assert not any("NAME" in part for pair in texts.items() for part in pair)
    assert "rows.softmax(" in texts["assignments/rows/handout.md"]


def test_another_assignment_is_left_as_it_is(course: Course) -> None:
    scaffold("rows", course)
    before = files(course.root)
    scaffold("columns", course)
    after = files(course.root)
    assert {path: after[path] for path in before} == before
    assert course.names() == ["columns", "rows"]


def test_a_new_assignment_follows_the_style_of_the_others(tmp_path: Path) -> None:
    course = Course(tmp_path)
    scaffold("rows", course)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "autograder").mkdir()
    for words in (["check"], ["format", "--check"]):
        command = [Path(sys.executable).with_name("ruff"), *words, "--no-cache", "."]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_every_hint_is_of_the_length_that_the_guide_asks_for() -> None:
    for path, text in starter("rows").items():
        if path.parent.name == "wrong":
            (hint,) = (
                ast.literal_eval(statement.value)
                for statement in ast.parse(text).body
                if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "HINT"
            )
            assert 20 <= len(hint.split()) <= 90, path


def test_its_template_is_written_and_nothing_in_it_is_solved(course: Course) -> None:
    scaffold("rows", course)
    assignment = read_assignment(course.folder("rows"))
    write_template(assignment, course)
    assert stale_files(assignment, course) == []
    stub = (course.template("rows") / "rows.py").read_text()
    assert "exponentials" not in stub
    assert "Yours to replace" not in stub
    with pytest.raises(NotImplementedError):
        load_solution(stub, "rows").softmax(None)


def test_its_reference_is_graded_with_full_marks(course: Course) -> None:
    scaffold("rows", course)
    source = reference_source(course.root, "rows").encode()
    with judging(course, "rows") as judge:
        report = judge.grade(Submission("rows", {"rows.py": source}), Terms(allow_unsafe=True))
    assert (report.score, report.points) == (100, 100)


def test_its_notebook_draws_with_the_reference(course: Course) -> None:
    """The experiment's cell, without a kernel."""
    scaffold("rows", course)
    write_template(read_assignment(course.folder("rows")), course)
    notebook = nbformat.read(course.template("rows") / "rows.ipynb", as_version=4)
    (cell,) = (c.source for c in notebook.cells if "with experiment" in c.source)
    numbers, _, _drawing = cell.partition("figure, axes")
    code = numbers.replace("with experiment():", "if True:")
    rows = load_solution(reference_source(course.root, "rows"), "rows")
    names = {"np": __import__("numpy"), "rows": rows}
    exec(code, names)
    assert names["curves"].shape == (200, 5)
    assert names["curves"].sum(axis=1) == pytest.approx(1)


# ---- names -------------------------------------------------------------------------------------

NO_FILES = ["", "Rows", "two words", "rows.py", "../rows", "1st", "_rows", "class", "naïve", "a-b"]
NO_FILES += ["rows\n", "test_rows"]
MODULES = ["random", "antigravity", "numpy", "torch", "matplotlib", "pytest", "autograder"]
MODULES += ["exercises", "conftest"]


@pytest.mark.parametrize("name", NO_FILES)
def test_a_name_that_no_file_to_hand_in_can_have_is_refused(name: str, course: Course) -> None:
    with pytest.raises(SpecError, match=r"can't be the name of a Python file to hand in"):
        scaffold(name, course)
    assert files(course.root) == {}


@pytest.mark.parametrize("name", MODULES)
def test_a_name_that_would_hide_a_module_is_refused(name: str, course: Course) -> None:
    with pytest.raises(SpecError, match=f"'{name}' is a module already"):
        scaffold(name, course)
    assert files(course.root) == {}


@pytest.mark.parametrize(
    "path", ["reference/rows.py", "assignments/rows", "student_template/rows/rows.py"]
)
def test_a_name_that_is_taken_is_refused(path: str, course: Course) -> None:
    (course.root / path).parent.mkdir(parents=True)
    (course.root / path).write_text("mine")
    with pytest.raises(SpecError, match=r"'rows' is taken: there is .*rows"):
        scaffold("rows", course)
    assert files(course.root) == {path: "mine"}


def test_every_name_of_the_course_is_taken_and_none_of_them_is_refused_otherwise() -> None:
    for name in Course(ROOT).names():
        assert "is taken" in why_not(name, Course(ROOT))


# ---- what can go wrong as it is written --------------------------------------------------------


def test_nothing_is_left_behind_where_it_cannot_be_written(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(path: Path, text: str, encoding: str) -> int:
        if path.name == "handout.md":
            raise OSError(28, "No space left on device")
        return write(path, text, encoding)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(SpecError, match=r"can't be written to: No space left on device"):
        scaffold("rows", course)
    assert os.listdir(course.root) == []


def test_a_file_where_a_folder_should_be_is_told(course: Course) -> None:
    (course.root / "assignments").write_text("mine")
    with pytest.raises(SpecError, match=r"can't be written to"):
        scaffold("rows", course)
    assert files(course.root) == {"assignments": "mine"}


def test_what_an_installation_compiles_is_not_taken_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(module.STARTER, tmp_path / "starter")
    cache = tmp_path / "starter" / "reference" / "__pycache__"
    cache.mkdir(exist_ok=True)  # whoever has compiled the tree has one already
    (cache / "NAME.cpython-311.pyc").write_bytes(b"\xff\xfe")
    before = set(starter("rows"))
    monkeypatch.setattr(module, "STARTER", tmp_path / "starter")
    assert set(starter("rows")) == before
