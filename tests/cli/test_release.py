"""A release is written whole, or refused with its reasons and nothing touched."""

import hashlib
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.cli import release as module
from autograder.cli.ending import Unusable
from autograder.cli.release import REFUSED, release_all
from autograder.release.scaffold import scaffold
from autograder.release.template import write_template
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course

OLDER = "an older release\n"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of one small assignment, which passes its audit."""
    (tmp_path / "course").mkdir()
    course = Course(tmp_path / "course")
    scaffold("rows", course)
    write_template(read_assignment(course.folder("rows")), course)
    return course


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A folder with an older release in it."""
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "rows-student.zip").write_text(OLDER)
    return tmp_path / "dist"


STEPS = [f"rows: {step}" for step in ("building", "auditing", "grading from the built zips")]
"""What is told where nobody sees a line that changes."""


@pytest.fixture
def unaudited(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what is refused whatever the audit says."""
    monkeypatch.setattr(module, "_refuse_what_grades_wrongly", lambda assignment, course: None)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def refusal(course: Course, dist: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a release that is refused; nothing is written, nothing is gone."""
    with pytest.raises(SystemExit) as ended:
        release_all([], dist, course.root, everything=True)
    assert ended.value.code == REFUSED
    assert {path.name: path.read_text() for path in dist.iterdir()} == {"rows-student.zip": OLDER}
    printed = capsys.readouterr()
    assert printed.out == ""
    told = [line for line in printed.err.splitlines() if line not in STEPS]
    assert told[-1] == "autograder: refused, nothing was written"
    return "".join(f"{line}\n" for line in told)


def test_a_release_is_a_zip_for_each_assignment_and_a_manifest(course: Course, dist: Path) -> None:
    command = [sys.executable, "-m", "autograder", "release", "rows", "--out", str(dist)]
    done = subprocess.run(
        [*command, "--course", str(course.root)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert done.stderr.splitlines() == STEPS
    zips = {
        "rows-student.zip": "rows/rows.py",
        "rows-gradescope.zip": "run_autograder",
        "rows-otter.zip": "otter_config.json",
    }
    assert {path.name for path in dist.iterdir()} == {"MANIFEST.json", *zips}
    for name, inside in zips.items():
        with zipfile.ZipFile(dist / name) as zipped:
            assert inside in zipped.namelist()
    told = json.loads((dist / "MANIFEST.json").read_text())
    packed = {name: (dist / name).read_bytes() for name in zips}
    assert told["files"] == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in packed.items()
    }
    assert told["assignments"]["rows"]["automatic_points"] == 100
    assert told["assignments"]["rows"]["written_points"] == 0
    assert told["autograder"]
    assert set(told["audited_with"]) == {"python", "numpy", "torch"}


def test_what_grades_wrongly_is_refused(
    course: Course, dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = course.folder("rows") / "submissions" / "accepted" / "row_by_row.py"
    wrong = right.parent.parent / "wrong" / "not_shifted.py"
    head = 'FAILS = ["softmax"]\nHINT = "It is right."\n'
    wrong.write_text(right.read_text() + head)
    assert "rows: false pass: not_shifted:" in refusal(course, dist, capsys)


@pytest.mark.usefixtures("unaudited")
def test_a_leak_is_refused_with_its_place(
    course: Course, dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = (course.root / "reference" / "rows.py").read_text()
    answer = reference.split("# BEGIN SOLUTION\n")[1].split("    # END SOLUTION")[0]
    handout = course.folder("rows") / "handout.md"
    handout.write_text(handout.read_text() + f"\n## The answer\n\n{answer}\n")
    write_template(read_assignment(course.folder("rows")), course)
    told = refusal(course, dist, capsys)
    assert re.search(
        r"rows-student\.zip would leak: rows/rows\.ipynb, cell \d+, source, line 4: "
        "the reference's softmax",
        told,
    ), told


@pytest.mark.usefixtures("unaudited")
@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("# BEGIN SOLUTION", "# Begin solution", "looks like a marker but is none"),
        ("# BEGIN SOLUTION", "#BEGIN SOLUTION", "looks like a marker but is none"),
        ("    # END SOLUTION\n", "", "'# BEGIN SOLUTION' has no partner"),
        ("# BEGIN SOLUTION", "# BEGIN SOLUTION\n    # BEGIN SOLUTION", "has no partner"),
    ],
    ids=["in small letters", "without a space", "never closed", "nested"],
)
def test_markers_that_are_not_right_are_refused(
    old: str,
    new: str,
    told: str,
    course: Course,
    dist: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(course.root / "reference" / "rows.py", old, new)
    assert re.search(
        rf"^rows: reference/rows\.py, line \d+: .*{told}", refusal(course, dist, capsys)
    )


@pytest.mark.usefixtures("unaudited")
def test_a_template_that_is_stale_is_refused(
    course: Course, dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course.template("rows") / "exercises.py").write_text("")
    assert "student_template/rows/ is stale: exercises.py" in refusal(course, dist, capsys)


@pytest.mark.usefixtures("unaudited")
def test_what_lies_in_the_template_by_chance_stays_there(course: Course, tmp_path: Path) -> None:
    (course.template("rows") / "__pycache__").mkdir()
    (course.template("rows") / "notes.txt").write_text("the answer is ...")
    release_all(["rows"], tmp_path / "new" / "dist", course.root, everything=False)
    with zipfile.ZipFile(tmp_path / "new" / "dist" / "rows-student.zip") as zipped:
        assert not {"rows/notes.txt", "rows/__pycache__/"} & set(zipped.namelist())


@pytest.mark.usefixtures("unaudited")
def test_all_assignments_are_released_or_none(
    course: Course, dist: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scaffold("columns", course)
    assert "columns: student_template/columns/ is stale" in refusal(course, dist, capsys)


def test_a_call_that_says_too_little_or_too_much_is_unusable(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "dist"
    with pytest.raises(Unusable, match="name the assignments to release or say --all, one of both"):
        release_all([], out, course.root, everything=False)
    with pytest.raises(Unusable, match="or say --all"):
        release_all(["rows"], out, course.root, everything=True)
    with pytest.raises(Unusable, match="is a file: name a folder"):
        release_all(["rows"], course.root / "reference" / "rows.py", course.root, everything=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    with pytest.raises(Unusable, match="SOURCE_DATE_EPOCH='tomorrow' is no number of seconds"):
        release_all(["rows"], out, course.root, everything=False)
