"""The zip that students get works by itself, holds no answer, and is the same every time."""

import json
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from autograder.checking.archive import EARLIEST
from autograder.checking.stored import FILE
from autograder.checking.submission import open_submission
from autograder.release.program import STUDENTS, followed, program_of
from autograder.release.requirements import requirements
from autograder.release.student import student_zip
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course

ROOT = Path(__file__).parents[2]
COURSE = Course(ROOT)
LARGEST = 2 << 20
"""Bytes of a zip that anybody downloads in a moment."""

FLOORS_FOR_STUDENTS = {"checking", "cli", "report", "worker"}


def zip_of(name: str, course: Course = COURSE) -> bytes:
    return student_zip(read_assignment(course.folder(name)), course, EARLIEST)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of activations, unpacked where there is no course."""
    folder = tmp_path_factory.mktemp("a student's place")
    with zipfile.ZipFile(BytesIO(zip_of("activations"))) as packed:
        packed.extractall(folder)
    return folder / "activations"


@pytest.fixture
def work(unpacked: Path, tmp_path: Path) -> Path:
    """A copy of it to work in."""
    return Path(shutil.copytree(unpacked, tmp_path / "my work"))


def run(
    folder: Path, *words: str, python: str | Path = sys.executable
) -> subprocess.CompletedProcess[str]:
    """A command in a student's folder, with nothing else to import from and no variables set."""
    return subprocess.run(
        [python, *words],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


# ---- what is in it -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", COURSE.names())
def test_a_zip_is_small_and_holds_one_folder(name: str) -> None:
    packed = zip_of(name)
    assert len(packed) < LARGEST
    with zipfile.ZipFile(BytesIO(packed)) as zipped:
        paths = [Path(path) for path in zipped.namelist()]
    assert {path.parts[0] for path in paths} == {name}
    own = {str(path.relative_to(name)) for path in paths if path.parts[1] != "autograder"}
    assignment = read_assignment(COURSE.folder(name))
    module = assignment.module
    assert own == {
        *("README.md", "Makefile", "requirements.txt", "exercises.py", "tolerances.toml", FILE),
        *(f"{module}.py", f"{module}.ipynb", f"test_{module}.py"),
        *(f"tests/{question.name}.py" for question in assignment.questions),
        *([f"{assignment.track.module}.py"] if assignment.track else []),
    }


def test_the_program_in_it_has_no_floor_that_knows_an_answer() -> None:
    files = program_of(STUDENTS).files
    floors = {Path(path).parts[1] for path in files if len(Path(path).parts) > 2}
    assert floors == FLOORS_FOR_STUDENTS
    assert "autograder/cli/app.py" not in files


def test_it_holds_what_a_module_imports_however_far_away(tmp_path: Path) -> None:
    package = tmp_path / "house"
    (package / "cellar").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "cellar" / "__init__.py").write_text("from house import stairs\n")
    (package / "stairs.py").write_text("LIGHT = 1\n")
    (package / "attic.py").write_text("import json\n")
    (package / "door.py").write_text("def enter():\n    from house.cellar.shelf import JAM\n")
    (package / "cellar" / "shelf.py").write_text("import numpy.linalg\nJAM = 2\n")
    program = followed(("house.door",), package)
    assert sorted(program.files) == [
        "house/__init__.py",
        "house/cellar/__init__.py",
        "house/cellar/shelf.py",
        "house/door.py",
        "house/stairs.py",
    ]
    assert program.libraries == {"numpy"}


def test_what_is_to_be_installed_is_what_is_imported() -> None:
    program = program_of(STUDENTS)
    needed = requirements(program.libraries, notebook=False).splitlines()
    names = {re.match(r"[a-z]+", line)[0] for line in needed}  # type: ignore[index]
    foreign = program.libraries - sys.stdlib_module_names
    assert names == {*foreign, "pytest"}
    with_notebook = requirements(program.libraries, notebook=True)
    names = set(re.findall(r"^[a-z]+", with_notebook, re.MULTILINE))
    assert {"jupyterlab", "matplotlib", "otter"} <= names
    assert "otter" not in program.libraries
    assert "cosmic" not in with_notebook


# ---- it works ----------------------------------------------------------------------------------


def test_untouched_stubs_fail_with_words_a_student_can_use(work: Path) -> None:
    check = run(work, "-m", "autograder", "check")
    assert (check.returncode, check.stderr) == (1, "")
    assert "relu_forward is not implemented yet (activations.py, line " in check.stdout
    assert "Traceback" not in check.stdout
    tests = run(work, "-m", "pytest", "-q", "-k", "relu_forward")
    assert tests.returncode == 1
    assert "relu_forward is not implemented yet (activations.py, line " in tests.stdout
    assert "stored.py" not in tests.stdout
    assert not re.search(r"\d passed|\d error", tests.stdout)


def test_a_library_that_lacks_something_shows_where_it_was_called(work: Path) -> None:
    source = (work / "activations.py").read_text()
    start = source.index("class ReLU")
    stub = 'raise NotImplementedError("forward is yours to write")'
    body = source[start:].replace(stub, "return torch.nn.Module()(x)", 1)
    (work / "activations.py").write_text(source[:start] + body)
    tests = run(work, "-m", "pytest", "-q", "-k", "relu_function and float64", "--maxfail=1")
    assert "return torch.nn.Module()(x)" in tests.stdout
    assert "NotImplementedError" in tests.stdout


def test_a_right_solution_passes_all(work: Path) -> None:
    shutil.copy(ROOT / "reference" / "activations.py", work)
    check = run(work, "-m", "autograder", "check")
    assert (check.returncode, check.stderr) == (0, "")
    assert "Every public case is right" in check.stdout
    tests = run(work, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert tests.returncode == 0, tests.stdout
    assert not re.search(r"failed|error|skipped", tests.stdout)


def test_the_notebook_s_checks_work(work: Path) -> None:
    code = "from autograder.checking.notebook import is_right; is_right('relu_forward')"
    done = run(work, "-c", code)
    assert done.stderr == ""
    assert "✗ relu_forward: relu_forward is not implemented yet" in done.stdout


def test_the_program_of_the_folder_runs_whatever_else_is_installed(
    work: Path, tmp_path: Path
) -> None:
    venv.create(tmp_path / "venv", symlinks=True)
    (site,) = tmp_path.glob("venv/lib/python*/site-packages")
    (site / "others.pth").write_text(sysconfig.get_path("purelib"))
    (site / "autograder.py").write_text("raise RuntimeError('another program of this name')\n")
    done = run(work, "-m", "autograder", "check", python=tmp_path / "venv" / "bin" / "python")
    assert (done.returncode, done.stderr) == (1, "")
    assert "relu_forward is not implemented yet" in done.stdout


# ---- the hand-in -------------------------------------------------------------------------------


def test_a_hand_in_is_built_and_what_is_missing_is_told(work: Path) -> None:
    (work / "shapes.py").write_text("SIZE = 3\n")
    done = run(work, "-m", "autograder", "submission")
    assert (done.returncode, done.stderr) == (0, "")
    with zipfile.ZipFile(work / "activations-submission.zip") as packed:
        names = packed.namelist()
    assert names == ["activations.ipynb", "activations.py", "shapes.py"]
    assert all(f"  {name}  " in done.stdout for name in names)
    assert "`relu_forward`, `relu_backward`," in done.stdout
    assert "`ELU.backward` in activations.py are yours to write" in done.stdout
    assert "“ReLU against the sigmoid” and “What non-negative outputs lead to”" in done.stdout


def test_a_finished_hand_in_lacks_nothing_and_is_opened_by_the_grader(work: Path) -> None:
    source = (ROOT / "reference" / "activations.py").read_text()
    (work / "activations.py").write_text(source)
    notebook = json.loads((work / "activations.ipynb").read_text())
    for cell in notebook["cells"]:
        if "written" in cell["metadata"]:
            cell["source"] = ["*Your answer:* because."]
    (work / "activations.ipynb").write_text(json.dumps(notebook))
    done = subprocess.run(
        ["make", "submission", f"PYTHON={sys.executable}"],
        cwd=work,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Nothing is missing." in done.stdout
    opened = open_submission(work / "activations-submission.zip", "activations")
    assert opened.files == {"activations.py": source.encode()}
    assert opened.notes == ()
