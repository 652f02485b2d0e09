"""A newcomer's path through what a release builds: from the student's zip to two equal scores.

`make newcomer` installs what requirements.txt says in a fresh environment, which takes minutes and
a network; else this interpreter stands for it, which has it all.
"""

import ast
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import nbformat
import pytest

from autograder.checking.archive import EARLIEST
from autograder.release.build import Built, build
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.report.gradescope_format import read_results

ROOT = Path(__file__).parents[2]
COURSE = Course(ROOT)
NAME = "activations"
QUESTION = "relu_forward"
POINTS = read_assignment(COURSE.folder(NAME)).question(QUESTION).points

INSTALL = os.environ.get("AUTOGRADER_INSTALL") == "1"

RUN_NOTEBOOK = """
import sys, nbformat
from nbclient import NotebookClient
path = sys.argv[1]
notebook = nbformat.read(path, as_version=4)
NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
nbformat.write(notebook, path)
"""


class Newcomer:
    """Somebody who has a folder, an interpreter, and nothing else."""

    def __init__(self, folder: Path, python: Path) -> None:
        self.folder = folder
        self.python = python

    def make(self, target: str) -> subprocess.CompletedProcess[str]:
        return self.run("make", target, f"PYTHON={self.python}")

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words,
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder.parent), **_indexes()},
            capture_output=True,
            text=True,
            check=False,
        )


def _indexes() -> dict[str, str]:
    """Where pip installs from, as this machine says it."""
    return {name: value for name, value in os.environ.items() if name.startswith("PIP_")}


@pytest.fixture(scope="module")
def built() -> Built:
    return build(read_assignment(COURSE.folder(NAME)), COURSE, EARLIEST)


@pytest.fixture(scope="module")
def newcomer(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    home = tmp_path_factory.mktemp("a newcomer's home")
    with zipfile.ZipFile(BytesIO(built.student)) as packed:
        packed.extractall(home)
    python = Path(sys.executable)
    if INSTALL:
        venv.create(home / "environment", with_pip=True)
        python = home / "environment" / "bin" / "python"
        installed = Newcomer(home / NAME, python).make("install")
        assert installed.returncode == 0, installed.stderr
    return Newcomer(home / NAME, python)


@pytest.fixture(scope="module")
def solved(newcomer: Newcomer) -> Newcomer:
    """After one question was answered: its function is the right one, the others are stubs."""
    path = newcomer.folder / f"{NAME}.py"
    right = (ROOT / "reference" / f"{NAME}.py").read_text()
    path.write_text(_with_function(path.read_text(), right, QUESTION))
    return newcomer


@pytest.fixture(scope="module")
def handed_in(solved: Newcomer) -> Path:
    done = solved.make("submission")
    assert done.returncode == 0, done.stderr
    return solved.folder / f"{NAME}-submission.zip"


def _with_function(stub: str, right: str, name: str) -> str:
    """The stub's text with one function from the right one."""
    (start, end), (first, last) = (_lines_of(text, name) for text in (stub, right))
    lines, answer = stub.splitlines(), right.splitlines()
    pasted = [line for line in answer[first:last] if "SOLUTION" not in line]
    return "\n".join([*lines[:start], *pasted, *lines[end:]]) + "\n"


def _lines_of(text: str, name: str) -> tuple[int, int]:
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            assert node.end_lineno is not None
            return node.lineno - 1, node.end_lineno
    raise AssertionError(f"there is no {name}")


# ---- in order ----------------------------------------------------------------------------------


def test_untouched_every_local_test_fails_with_helpful_text(newcomer: Newcomer) -> None:
    tests = newcomer.make("test")
    assert tests.returncode != 0
    (summary,) = re.findall(r"^=* ?(\d+ failed.*) in ", tests.stdout, re.MULTILINE)
    assert re.fullmatch(r"\d+ failed", summary)
    assert f"{QUESTION} is not implemented yet ({NAME}.py, line " in tests.stdout
    check = newcomer.make("check")
    assert check.returncode != 0
    assert f"{QUESTION} is not implemented yet ({NAME}.py, line " in check.stdout
    assert "Traceback" not in check.stdout + check.stderr


def test_one_question_answered_is_seen_to_be_right(solved: Newcomer) -> None:
    check = solved.make("check")
    row = next(line for line in check.stdout.splitlines() if line.startswith(QUESTION))
    right, most = re.findall(r"(\d+) / (\d+) cases", row)[0]
    assert right == most
    one = solved.run(solved.python, "-m", "pytest", "-q", "-k", f"[{QUESTION}[")
    assert one.returncode == 0, one.stdout


def test_the_notebook_runs_without_a_screen_and_says_the_same(solved: Newcomer) -> None:
    path = solved.folder / f"{NAME}.ipynb"
    before = path.read_bytes()
    done = solved.run(solved.python, "-c", RUN_NOTEBOOK, path)
    assert done.returncode == 0, done.stderr
    cells = nbformat.read(path, as_version=4).cells
    path.write_bytes(before)
    printed = "".join(
        output.text
        for cell in cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream"
    )
    assert f"✓ {QUESTION}: all" in printed
    assert "✗ relu_backward: relu_backward is not implemented yet" in printed
    assert (solved.folder / f"{NAME}-submission.zip").is_file()


def test_the_hand_in_holds_what_is_graded(handed_in: Path) -> None:
    with zipfile.ZipFile(handed_in) as packed:
        assert packed.namelist() == [f"{NAME}.ipynb", f"{NAME}.py"]


def test_every_way_of_grading_gives_the_same_score(
    handed_in: Path, built: Built, tmp_path: Path, grade_native: Callable[[Path], dict[str, float]]
) -> None:
    native = grade_native(handed_in)
    assert {name: score for name, score in native.items() if score} == {QUESTION: POINTS}
    assert _by_gradescope(handed_in, built, tmp_path / "autograder") == native
    assert _by_otter(handed_in, built, tmp_path / "otter") == native


@pytest.fixture
def grade_native(judge_of: Callable[[str], object]) -> Callable[[Path], dict[str, float]]:
    from autograder.judge.grading import Judge, Terms

    judge = judge_of(NAME)
    assert isinstance(judge, Judge)

    def grade(path: Path) -> dict[str, float]:
        return {q.name: q.score for q in judge.grade_path(path, Terms()).questions}

    return grade


def _by_gradescope(handed_in: Path, built: Built, place: Path) -> dict[str, float]:
    """By its own scripts, the hand-in unpacked as the platform does."""
    with zipfile.ZipFile(BytesIO(built.gradescope)) as packed:
        for entry in packed.infolist():
            path = Path(packed.extract(entry, place / "source"))
            path.chmod(stat.S_IMODE(entry.external_attr >> 16))
    with zipfile.ZipFile(handed_in) as packed:
        packed.extractall(place / "submission")
    shutil.copy(place / "source" / "run_autograder", place)
    settings = {"PATH": os.environ["PATH"], "AUTOGRADER_PYTHON": sys.executable}
    for script in (place / "source" / "setup.sh", place / "run_autograder"):
        subprocess.run([script], cwd=place, env=settings, check=True, capture_output=True)
    read = read_results((place / "results" / "results.json").read_bytes())
    return {entry.extra_data["question"]: entry.score or 0 for entry in read.tests}


def _by_otter(handed_in: Path, built: Built, place: Path) -> dict[str, float]:
    """By `otter run`, with the program of the zip."""
    place.mkdir()
    (place / "otter.zip").write_bytes(built.otter)
    with zipfile.ZipFile(place / "otter.zip") as packed:
        packed.extractall(place / "program")
    words = ["run", "-a", "otter.zip", "-o", ".", "--no-logo", str(handed_in)]
    subprocess.run(
        [sys.executable, "-m", "otter", *words],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(place / "program")},
        check=True,
        capture_output=True,
    )
    told = json.loads((place / "results.json").read_text())
    names = {entry["name"]: entry["score"] for entry in told["tests"]}
    return {re.findall(r"\((\w+)\)$", name)[0]: score for name, score in names.items()}
