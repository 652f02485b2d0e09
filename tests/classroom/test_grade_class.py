"""The command as an instructor types it."""

import contextlib
import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.classroom.store import reading
from autograder.report.report import Report
from autograder.report.stored import report_in
from autograder.spec.course import Course
from tests.classroom.classes import ROOT, stored, written

BROKEN_REFERENCE = ("dout * (cache > 0)", "dout * (cache < 0)")


def autograder(*words: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder", *map(str, words)]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"PYTHONPATH": path}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env=environment
    )


def grade_class(
    folder: Path, course: Course, store: str = "grades.db", *more: str
) -> subprocess.CompletedProcess[str]:
    words = (folder, "--assignment", "relu", "--course", course.root, "--seed", "7")
    path = folder.parent / store
    return autograder("grade-class", *words, "--store", path, "--processes", "1", *more)


def test_a_class_is_graded_stored_and_told(folder: Path, course: Course) -> None:
    done = grade_class(folder, course)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "ada.py 20 / 20" in lines
    assert "bob.py 10 / 20" in lines
    assert any(line.startswith("cy.py 0 / 20 relu.py can't be read as Python") for line in lines)
    assert "relu_forward 6 / 10 3 have all, 2 nothing" in lines
    assert "total 12 / 20 2 have all, 1 nothing" in lines
    again = grade_class(folder, course)
    assert again.stdout.startswith("Nothing to do: the results of all 5 hand-ins are current.")


def test_of_many_that_cant_be_read_some_are_printed(tmp_path: Path, course: Course) -> None:
    folder = written(tmp_path / "many", {f"{number}.docx": "text" for number in range(52)})
    lines = grade_class(folder, course).stdout.splitlines()
    first = lines.index("52 hand-ins can't be opened or imported:")
    assert lines[first + 1].startswith("  0.docx: ")
    assert lines[first + 51] == "  and 2 more: `autograder class-results` has all"
    assert len(lines) == first + 52


def test_a_hand_in_gets_the_report_that_grade_gives_it(folder: Path, course: Course) -> None:
    grade_class(folder, course)
    found = stored(folder.parent / "grades.db")
    for name in ("bob.py", "dee.py"):
        out = folder.parent / f"{name}.json"
        words = ("--assignment", "relu", "--course", course.root, "--seed", "7", "--report", out)
        assert autograder("grade", folder / name, *words).returncode == 0
        assert found[name] == replace(report_in(out.read_text()), seconds=0.0)


def test_after_the_reference_is_mended_it_is_told_whose_points_moved(
    folder: Path, course: Course
) -> None:
    path = course.root / "reference" / "relu.py"
    right = path.read_text()
    path.write_text(right.replace(*BROKEN_REFERENCE))
    grade_class(folder, course)
    path.write_text(right)
    done = grade_class(folder, course)
    assert "The points of 3 hand-ins have moved:" in done.stdout
    for name in ("ada.py", "bob.py", "eve.py"):
        assert f"  {name}: +10 (relu_backward 0 to 10)" in done.stdout
    whole = grade_class(folder, course, "whole.db")
    assert whole.returncode == 0
    assert points(folder.parent / "grades.db") == points(folder.parent / "whole.db")


def points(store: Path) -> dict[str, list[float]]:
    with reading(store) as read:
        return {row.name: [score.score for score in row.scores] for row in read.rows("relu")}


AFTER_TWO = """
import os, resource, signal, sys
from autograder.classroom.record import Record
from autograder.cli.app import main

stored = 0
put = Record.put

def put_with_an_incident(self, *given):
    global stored
    stored += 1
    if stored == 3:
        {incident}
    put(self, *given)

Record.put = put_with_an_incident
main()
"""
KILLED = "os.kill(os.getpid(), signal.SIGKILL)"
INTERRUPTED = (
    "signal.signal(signal.SIGINT, signal.default_int_handler); "  # whoever runs tests may ignore it
    "os.kill(os.getpid(), signal.SIGINT)"
)
DISK_FULL = "resource.setrlimit(resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))"


def graded_until(
    incident: str, folder: Path, course: Course, processes: int = 2
) -> subprocess.CompletedProcess[str]:
    """A run to whose process something happens when two hand-ins are stored."""
    source = AFTER_TWO.format(incident=incident)
    words = ["grade-class", folder, "--assignment", "relu", "--course", course.root, "--seed", "7"]
    more = ["--store", folder.parent / "grades.db", "--processes", processes]
    return subprocess.run(
        [sys.executable, "-c", source, *map(str, [*words, *more])],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def test_a_run_that_was_killed_is_taken_up_where_it_was(
    folder: Path, course: Course, undisturbed_store: Mapping[str, Report | None]
) -> None:
    ended = graded_until(KILLED, folder, course)
    assert ended.returncode == -signal.SIGKILL
    assert len(stored(folder.parent / "grades.db")) == 2
    taken_up = grade_class(folder, course)
    assert taken_up.returncode == 0
    assert "the run before was cut off: it is taken up" in taken_up.stderr
    assert "3 graded, 2 as they were" in taken_up.stdout
    assert stored(folder.parent / "grades.db") == undisturbed_store


def test_ctrl_c_ends_it_and_says_how_to_go_on(
    folder: Path, course: Course, undisturbed_store: Mapping[str, Report | None]
) -> None:
    ended = graded_until(INTERRUPTED, folder, course)
    assert ended.returncode == 130
    assert ended.stderr == (
        "autograder: interrupted: 2 of 5 hand-ins are done and stored; the same command goes on "
        "from there\n"
    )
    assert "3 graded, 2 as they were" in grade_class(folder, course).stdout
    assert stored(folder.parent / "grades.db") == undisturbed_store


def test_a_store_that_takes_no_more_ends_the_run_in_one_line(
    folder: Path, course: Course, undisturbed_store: Mapping[str, Report | None]
) -> None:
    ended = graded_until(DISK_FULL, folder, course, processes=1)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "2 of 5 hand-ins are done and stored" in ended.stderr
    assert "the disk takes nothing more" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert len(stored(folder.parent / "grades.db")) == 2
    assert "3 graded, 2 as they were" in grade_class(folder, course).stdout
    assert stored(folder.parent / "grades.db") == undisturbed_store


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere"], "there is nothing at nowhere"),
        (["{empty}"], "there is no hand-in in"),
        (["{folder}", "--device", "tpu"], "cpu, cuda, all"),
        (["{folder}", "--hints", "some"], "--hints must be one of"),
        (["{folder}", "--seed", "-1"], "--seed"),
        (["{folder}", "--processes", "0"], "--processes"),
        (["{folder}", "--scheduler", ""], "--scheduler is empty"),
        (["{folder}", "--scheduler", "tcp://127.0.0.1:1", "--processes", "2"], "--processes is of"),
    ],
)
def test_a_call_that_cant_be_carried_out_ends_with_one_line(
    words: list[str], told: str, folder: Path, course: Course, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    given = [word.format(empty=tmp_path / "empty", folder=folder) for word in words]
    more = ("--assignment", "relu", "--course", course.root, "--store", tmp_path / "grades.db")
    done = autograder("grade-class", *given, *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("autograder: ")
    assert done.stderr.count("\n") == 1
    assert told in done.stderr


def test_modules_of_a_class_around_it_are_never_imported(folder: Path, course: Course) -> None:
    """An instructor may well stand in the folder of the class."""
    for name in ("numpy", "autograder", "yaml", "json"):
        (folder / f"{name}.py").write_text("raise SystemExit('taken from the class')\n")
    words = (".", "--assignment", "relu", "--course", course.root)
    source = "import sys; sys.path.pop(0); from autograder.cli.app import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", source, "grade-class", *map(str, words), "--store", "../grades.db"],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert "taken from the class" not in done.stdout + done.stderr
    assert "ada.py" in done.stdout


def test_on_a_terminal_a_bar_tells_how_far_it_is(folder: Path, course: Course) -> None:
    words = ["grade-class", folder, "--assignment", "relu", "--course", course.root]
    command = [sys.executable, "-m", "autograder", *map(str, words), "--processes", "1"]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*command, "--store", str(folder.parent / "grades.db")],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        cwd=ROOT,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "150"},
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # how a terminal tells that the other side is gone
        while piece := os.read(ours, 1 << 16):
            shown += piece
    os.close(ours)
    assert process.wait() == 0
    for told in ("grading relu", "5/5", "a minute", "1 can't be read"):
        assert told in shown.decode(errors="replace")


def test_what_is_stored_is_json_for_other_programs(folder: Path, course: Course) -> None:
    grade_class(folder, course)
    with sqlite3.connect(folder.parent / "grades.db") as raw:
        rows = raw.execute("SELECT name, question, score FROM result ORDER BY 1, 2").fetchall()
        (questions,) = raw.execute("SELECT questions FROM class").fetchone()
    assert rows[:2] == [("ada.py", "relu_backward", 10), ("ada.py", "relu_forward", 10)]
    assert [name for name, _, _ in json.loads(questions)] == ["relu_forward", "relu_backward"]
