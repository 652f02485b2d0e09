"""The zip that Gradescope takes, laid out as the platform does, with its own setup.sh run.

Once at its true paths, in a mount namespace as root; else in a folder that stands for /autograder.
"""

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from autograder.checking.archive import EARLIEST, archive
from autograder.release.gradescope import gradescope_zip
from autograder.release.scaffold import scaffold
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.report.gradescope_format import Results, read_results

TRUE_PLACE = Path("/autograder")

STUB = "def softmax(scores):\n    raise NotImplementedError\n"
SHAPES_WRONG = """
import numpy as np

def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (powers / powers.sum(axis=1, keepdims=True)).squeeze()
"""
HOSTILE = """
import json, os, sys, threading

RESULTS = {"score": 100, "output": "forged"}

def forge():
    for folder in ("results", "../results", "/autograder/results", os.environ.get("PLACE", "")):
        try:
            with open(os.path.join(folder, "results.json"), "w") as file:
                json.dump(RESULTS, file)
        except OSError:
            pass

def softmax(scores):
    forge()
    threading.Thread(target=lambda: [forge() for _ in range(1000)], daemon=True).start()
    try:
        if os.fork() == 0:
            os.setsid()
            while True:
                forge()
    except OSError:
        pass
    return scores
"""
BROKEN = "def softmax(scores:\n"

LATE = """
[gradescope]
hidden = "counted"
leaderboard = true
[gradescope.late]
percent_a_day = 25
[gradescope.attempts]
most = 2
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course of one assignment in NumPy alone."""
    course = Course(tmp_path_factory.mktemp("course"))
    scaffold("rows", course)
    return course


@pytest.fixture(scope="module")
def right(course: Course) -> str:
    return (course.root / "reference" / "rows.py").read_text()


def zip_of(course: Course, settings: str = "", wheels: str = "") -> bytes:
    path = course.folder("rows") / "assignment.toml"
    before = path.read_text()
    head, tables = before.split("[[questions]]")
    path.write_text(f"{head}\n[[questions]]{tables}\n{settings}")
    try:
        return gradescope_zip(read_assignment(course.folder("rows")), course, EARLIEST, wheels)
    finally:
        path.write_text(before)


def lay_out(packed: bytes, place: Path) -> None:
    """What the platform does when it builds its image."""
    with zipfile.ZipFile(BytesIO(packed)) as zipped:
        for entry in zipped.infolist():
            path = Path(zipped.extract(entry, place / "source"))
            path.chmod(stat.S_IMODE(entry.external_attr >> 16))
    subprocess.run(
        [place / "source" / "setup.sh"],
        cwd="/",
        env={"PATH": os.environ["PATH"], "AUTOGRADER_PYTHON": sys.executable},
        check=True,
        capture_output=True,
    )
    shutil.copy(place / "source" / "run_autograder", place)
    (place / "submission").mkdir()
    (place / "results").mkdir()


@pytest.fixture(scope="module")
def image(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("an image") / "autograder"
    lay_out(zip_of(course), place)
    return place


@pytest.fixture
def place(image: Path) -> Iterator[Path]:
    """The image, for one hand-in."""
    yield image
    for name in ("submission", "results"):
        shutil.rmtree(image / name)
        (image / name).mkdir()
    (image / "submission_metadata.json").unlink(missing_ok=True)


def graded(place: Path, files: dict[str, str], metadata: Any = None) -> Results:
    """What the platform reads after run_autograder has run on these files."""
    for name, text in files.items():
        (place / "submission" / name).write_text(text)
    if metadata is not None:
        (place / "submission_metadata.json").write_text(json.dumps(metadata))
    done = subprocess.run(
        [place / "run_autograder"],
        cwd=place,
        env={"PATH": os.environ["PATH"]},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return read_results((place / "results" / "results.json").read_bytes())


# ---- grading -----------------------------------------------------------------------------------


def test_a_right_hand_in_gets_full_marks(place: Path, right: str) -> None:
    read = graded(place, {"rows.py": right})
    assert (read.points, read.most) == (100, 100)
    assert read.output == "100 of 100 points."
    assert read.extra_data["tier"] in ("strong", "partial")
    assert oct((place / "results" / "results.json").stat().st_mode)[-3:] == "600"


def test_an_untouched_one_gets_none_and_is_told_what_is_missing(place: Path) -> None:
    read = graded(place, {"rows.py": STUB})
    assert (read.points, read.most) == (0, 100)
    assert "softmax is not implemented yet (rows.py, line " in read.students


def test_one_that_fails_in_a_group_loses_that_group_alone(place: Path) -> None:
    read = graded(place, {"rows.py": SHAPES_WRONG})
    assert 0 < read.points < 100
    assert "Likely: " in read.students


def test_results_that_a_hand_in_writes_are_none(place: Path) -> None:
    read = graded(place, {"rows.py": HOSTILE, "results.json": '{"score": 100}'})
    assert (read.points, read.most) == (0, 100)
    assert "forged" not in read.students


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"rows.py": BROKEN}, "rows.py, line 1"),
        ({}, "rows.py"),
        ({"notes.txt": "done"}, "rows.py"),
        ({"autograder.py": "raise SystemExit", "json.py": "x = 1", "rows.py": STUB}, "softmax"),
    ],
)
def test_what_cannot_be_graded_gets_a_valid_report_that_says_why(
    files: dict[str, str], told: str, place: Path
) -> None:
    read = graded(place, files)
    assert (read.points, read.most) == (0, 100)
    assert told in read.students
    assert "Traceback" not in read.students


# ---- the platform's faults ---------------------------------------------------------------------


def test_before_setup_has_ended_the_results_say_that_it_is_not_the_students_fault(
    place: Path, right: str
) -> None:
    interpreter = place / "source" / "interpreter"
    path = interpreter.read_text()
    interpreter.unlink()
    try:
        read = graded(place, {"rows.py": right})
    finally:
        interpreter.write_text(path)
    assert (read.points, read.most) == (0, 100)
    assert "this is not about your work" in read.output


def test_a_grader_that_is_killed_leaves_valid_results(place: Path, right: str) -> None:
    interpreter = place / "source" / "interpreter"
    path = interpreter.read_text()
    killed = place / "source" / "killed"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o755)
    interpreter.write_text(f"{killed}\n")
    try:
        read = graded(place, {"rows.py": right})
    finally:
        interpreter.write_text(path)
        killed.unlink()
    assert read.points == 0
    assert "this is not about your work" in read.output


@pytest.mark.parametrize("metadata", [[], {"created_at": None, "users": None}, {"id": "7"}, "?"])
def test_metadata_of_any_form_costs_nobody_anything(metadata: Any, place: Path, right: str) -> None:
    assert graded(place, {"rows.py": right}, metadata).points == 100


def test_one_without_metadata_is_graded_twice_alike(place: Path) -> None:
    first = graded(place, {"rows.py": SHAPES_WRONG})
    assert graded(place, {"rows.py": SHAPES_WRONG}).tests == first.tests


# ---- the settings ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def strict(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The image of a course that takes lateness off, and grades two hand-ins."""
    place = tmp_path_factory.mktemp("strict")
    lay_out(zip_of(course, LATE), place)
    return place


def test_late_hand_ins_and_those_too_many_are_treated_as_the_course_says(
    strict: Path, right: str
) -> None:
    metadata: dict[str, Any] = {
        "created_at": "2026-03-11T09:00:00Z",
        "assignment": {"due_date": "2026-03-10T08:00:00Z", "total_points": "100.0"},
        "users": [{"id": 1, "email": None, "name": "Ada"}],
        "previous_submissions": [],
    }
    late = graded(strict, {"rows.py": right}, metadata)
    assert (late.points, late.most) == (50, 100)
    assert "50 % is taken off" in late.output
    assert [place.value for place in late.leaderboard] == [50]
    assert "hidden cases passed" in late.tests[0].output
    told = json.loads((strict / "results" / "results.json").read_text())
    metadata["previous_submissions"] = [
        {"submission_time": "2026-03-10T07:00:00Z", "score": "12.5", "results": {}},
        {"submission_time": "2026-03-10T07:30:00Z", "score": "50.0", "results": told},
    ]
    refused = graded(strict, {"rows.py": STUB}, metadata)
    assert (refused.points, refused.most) == (50, 100)
    assert refused.output.startswith("Not graded: 2 hand-ins are graded, and you have had as many.")


# ---- the zip itself ----------------------------------------------------------------------------


def test_scripts_can_be_executed_and_nothing_else(course: Course) -> None:
    with zipfile.ZipFile(BytesIO(zip_of(course))) as zipped:
        executable = {
            entry.filename
            for entry in zipped.infolist()
            if stat.S_IMODE(entry.external_attr >> 16) & stat.S_IXUSR
        }
    assert executable == {"run_autograder", "setup.sh"}


def test_the_same_course_gives_the_same_bytes(course: Course) -> None:
    assert zip_of(course) == zip_of(course)


def test_accepted_solutions_and_the_audit_stay_at_home(course: Course) -> None:
    with zipfile.ZipFile(BytesIO(zip_of(course))) as zipped:
        names = zipped.namelist()
    assert "course/reference/rows.py" in names
    assert not [name for name in names if "accepted" in name or "/audit/" in name]


def test_an_index_of_wheels_is_quoted_into_setup(course: Course) -> None:
    index = "https://wheels.example/cpu?a='b'&c=$(touch boo)"
    with zipfile.ZipFile(BytesIO(zip_of(course, wheels=index))) as zipped:
        setup = zipped.read("setup.sh").decode()
    line = next(line for line in setup.splitlines() if line.startswith("wheels="))
    shown = subprocess.run(
        ["bash", "-c", f'{line}\nprintf %s "$wheels"'], capture_output=True, text=True, check=True
    )
    assert shown.stdout == index


def test_what_is_installed_has_the_versions_of_the_audit(course: Course) -> None:
    import numpy as np

    with zipfile.ZipFile(BytesIO(zip_of(course))) as zipped:
        pins = zipped.read("requirements.txt").decode().split()
    assert f"numpy=={np.__version__}" in pins
    assert all("==" in pin and "+" not in pin for pin in pins)
    assert not [pin for pin in pins if pin.startswith(("pytest", "typer", "jupytext"))]


# ---- at its true place -------------------------------------------------------------------------

AT_ITS_PLACE = """
mount --bind "$1" /autograder
/autograder/source/setup.sh > /dev/null
cp /autograder/source/run_autograder /autograder
cd /autograder
./run_autograder
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may lay out /autograder")
def test_it_grades_at_the_paths_of_the_platform(course: Course, right: str, tmp_path: Path) -> None:
    place = tmp_path / "container"
    (place / "submission").mkdir(parents=True)
    with zipfile.ZipFile(BytesIO(zip_of(course))) as zipped:
        for entry in zipped.infolist():
            path = Path(zipped.extract(entry, place / "source"))
            path.chmod(stat.S_IMODE(entry.external_attr >> 16))
    (place / "submission" / "hand-in.zip").write_bytes(archive({"rows.py": right.encode()}))
    made = not TRUE_PLACE.exists()
    TRUE_PLACE.mkdir(exist_ok=True)
    try:
        done = subprocess.run(
            ["unshare", "--mount", "bash", "-ec", AT_ITS_PLACE, "bash", str(place)],
            env={"PATH": os.environ["PATH"], "AUTOGRADER_PYTHON": sys.executable},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        if made:
            TRUE_PLACE.rmdir()
    if "unshare: " in done.stderr:
        pytest.skip(f"no mount namespace here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    read = read_results((place / "results" / "results.json").read_bytes())
    assert (read.points, read.most) == (100, 100)
