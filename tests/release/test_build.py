"""A release has the same bytes wherever, whenever and by whomever it is built."""

import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAME = "activations"
ZIPS = {f"{NAME}-{kind}.zip" for kind in ("student", "gradescope", "otter")}
EXECUTABLE = {
    f"{NAME}-student.zip": set(),
    f"{NAME}-gradescope.zip": {"setup.sh", "run_autograder"},
    f"{NAME}-otter.zip": {"setup.sh", "run_autograder"},
}

BUILD = """
import os, sys
from pathlib import Path
from autograder.checking.archive import date_of_build
from autograder.release.build import build, write_files
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
os.umask(int(sys.argv[2], 8))
course = Course(Path(sys.argv[1]))
date = date_of_build(os.environ.get("SOURCE_DATE_EPOCH"))
write_files(build(read_assignment(course.folder("activations")), course, date).files, Path("dist"))
"""


def copy_of_the_course(folder: Path, *, backwards: bool) -> Path:
    """Reference, assignment and template elsewhere, their files made in one order or the other."""
    parts = ("reference", f"assignments/{NAME}", f"student_template/{NAME}")
    paths = [path for part in parts for path in (ROOT / part).rglob("*") if path.is_file()]
    for path in sorted(paths, reverse=backwards):
        if "__pycache__" not in path.parts:
            target = folder / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (time.time(), 10**9 if backwards else 10**8))
    return folder


def built(course: Path, umask: str, **variables: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-c", BUILD, course, umask],
        cwd=course,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        check=True,
    )
    return {path.name: path.read_bytes() for path in (course / "dist").iterdir()}


def test_the_same_files_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    first = copy_of_the_course(tmp_path / "here", backwards=False)
    second = copy_of_the_course(tmp_path / "over there, with spaces", backwards=True)
    one = built(first, "022", TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    other = built(second, "077", TZ="Asia/Kathmandu", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    assert one.keys() == ZIPS
    assert one == other


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a release of a date lies."""
    course = copy_of_the_course(tmp_path_factory.mktemp("course"), backwards=False)
    built(course, "077", SOURCE_DATE_EPOCH="1700000000", TZ="America/New_York")
    return course / "dist"


@pytest.mark.parametrize("name", sorted(ZIPS))
def test_order_dates_and_modes_are_those_of_the_build(name: str, dated: Path) -> None:
    with zipfile.ZipFile(dated / name) as zipped:
        entries = zipped.infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(2023, 11, 14, 22, 13, 20)}
    modes = {entry.filename: entry.external_attr >> 16 for entry in entries}
    executable = {path for path, mode in modes.items() if mode == 0o100755}
    assert executable == EXECUTABLE[name]
    assert {mode for path, mode in modes.items() if path not in executable} == {0o100644}
    assert {entry.extra for entry in entries} == {b""}
