"""`autograder track`: times on the terminal and as JSON; a call that makes no sense is one line."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from autograder.cli.device import cuda_is_here
from autograder.cli.track import rows_of
from autograder.judge.track import track_judging
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from autograder.worker.launch import Launched

ROOT = Path(__file__).parents[2]
PLAIN = ROOT / "assignments/batchnorm/track/submissions/accepted/plain_torch.py"


def track(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "autograder", "track", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_hand_in_is_timed_on_the_stand_in(tmp_path: Path) -> None:
    record = tmp_path / "times.json"
    options = ("--assignment", "batchnorm", "--device", "cpu", "--json", record, "--allow-unsafe")
    done = track(PLAIN, *options)
    assert done.returncode == 0, done.stderr
    assert "batchnorm_backward_fused: score " in done.stdout
    told = json.loads(record.read_text())
    assert all(score > 0 for score in told["scores"].values())
    assert len(told["heats"]) == 8


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((PLAIN, "--assignment", "batchnorm", "--device", "tpu"), "--device must be one of"),
        ((PLAIN, "--assignment", "relu"), "there is no assignment 'relu'"),
        ((PLAIN, "--assignment", "activations", "--device", "cpu"), "no speed track"),
        (("gone.py", "--assignment", "batchnorm", "--device", "cpu"), "gone.py does not exist"),
        (
            (PLAIN, "--assignment", "batchnorm", "--device", "cpu", "--json", "/no/folder/x"),
            "there is no folder /no/folder",
        ),
    ],
)
def test_a_call_that_makes_no_sense_is_one_line(arguments: tuple[object, ...], told: str) -> None:
    done = track(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.fixture
def on_the_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The CPU in the place of a device, at a small size."""

    @contextlib.contextmanager
    def judging(course: Course, name: str, device: str, *, launched: Launched) -> Iterator[Any]:
        with track_judging(course, name, "cpu", launched=launched) as judge:
            judge.track = msgspec.structs.replace(judge.track, stand_in=((8, 6),))
            yield judge

    monkeypatch.setattr("autograder.judge.track.track_judging", judging)
    monkeypatch.setattr("autograder.report.track.DIGITS", 12)  # it is slow


@pytest.mark.usefixtures("on_the_stand_in")
def test_a_hand_in_with_the_file_of_the_track_is_on_the_board(tmp_path: Path) -> None:
    course = Course(ROOT)
    assignment = read_assignment(course.folder("batchnorm"))
    (tmp_path / "batchnorm.py").write_text("def batchnorm_forward(): pass")
    assert rows_of(tmp_path, assignment, course, allow_unsafe=True) == []
    (tmp_path / "batchnorm_fused.py").write_text(PLAIN.read_text())
    rows = rows_of(tmp_path, assignment, course, allow_unsafe=True)
    assert [row["name"] for row in rows] == ["batchnorm_backward_fused", "batchnorm_forward_fused"]
    assert all(row["value"] > 0 for row in rows)


@pytest.mark.usefixtures("on_the_stand_in")
def test_an_assignment_without_a_track_has_no_board(tmp_path: Path) -> None:
    course = Course(ROOT)
    assignment = read_assignment(course.folder("activations"))
    assert rows_of(tmp_path, assignment, course, allow_unsafe=True) == []


@pytest.mark.skipif(cuda_is_here(), reason="this machine has a CUDA device")
def test_a_device_that_is_not_there_is_one_line() -> None:
    done = track(PLAIN, "--assignment", "batchnorm", "--device", "cuda")
    assert done.returncode == 2
    assert done.stderr == (
        "autograder: --device cuda: this machine has no CUDA device; cpu is a stand-in\n"
    )
