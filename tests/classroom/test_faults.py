"""Whatever is lost on the way: the store holds each hand-in once, as if nothing had happened."""

import itertools
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from autograder.classroom.engine import on_this_machine
from autograder.classroom.jobs import Done, Event, Job, Work
from autograder.classroom.run import Engine
from autograder.spec.course import Course
from tests.classroom.classes import FIVE, ROOT, SEED, run_over, stored, written
from tests.classroom.machines import Cluster, children, end, kill

AFTER_TWO = """
import os, signal
from autograder.classroom.record import Record
from autograder.cli.app import main

put, stored = Record.put, []

def until_the_third(self, *given):
    stored.append(given)
    if len(stored) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    put(self, *given)

Record.put = until_the_third
main()
"""


TAKEN_UP = "autograder: the run before was cut off: it is taken up\n"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """The class of five three times over, no two with the same content."""
    texts = itertools.product(range(3), FIVE.items())
    files = {f"{number}_{name}": f"{text}\n# {number}\n" for number, (name, text) in texts}
    return written(tmp_path / "class", files)


def assert_as_if_nothing_had_been(store: Path, folder: Path, course: Course) -> None:
    """All that is stored, against a run on this machine to which nothing happens."""
    whole = folder.parent / "whole.db"
    run_over(folder, course, whole, lambda work, jobs: on_this_machine(work, jobs, 2), SEED)
    assert stored(store) == stored(whole)
    with sqlite3.connect(store) as raw:
        found = raw.execute("SELECT name, count(*) FROM result GROUP BY name").fetchall()
    assert found == [(name, 2) for name in sorted(os.listdir(folder))]


def disturbed(cluster: Cluster, incidents: dict[int, Callable[[], None]]) -> Engine:
    """The cluster's engine, to which something happens when so many hand-ins are graded."""

    def engine(work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        done = 0
        for event in cluster.graded(work, jobs):
            yield event
            done += isinstance(event, Done)
            incidents.pop(done, lambda: None)()
        assert not incidents

    return engine


def test_each_part_is_lost_once_in_one_run(many: Path, course: Course, cluster: Cluster) -> None:
    cluster.scheduler()
    workers = [cluster.worker(), cluster.worker()]

    def graders() -> list[int]:
        return [pid for worker in workers for pid in children(worker.pid)]

    def services() -> list[int]:
        return [pid for grader in graders() for pid in children(grader)]

    def all_machines() -> None:
        cluster.end_all()
        cluster.scheduler()
        workers[:] = [cluster.worker()]

    def all_workers() -> None:
        end(workers.pop())
        cluster.worker()

    incidents: dict[int, Callable[[], None]] = {
        2: lambda: kill(graders()),
        5: lambda: kill(services()),
        8: all_machines,
        11: all_workers,
    }
    store = many.parent / "grades.db"
    tally = run_over(many, course, store, disturbed(cluster, incidents), SEED)
    assert (tally.graded, tally.set_aside) == (15, [])
    assert_as_if_nothing_had_been(store, many, course)


def test_a_command_that_is_killed_is_taken_up_on_the_same_workers(
    many: Path, course: Course, cluster: Cluster
) -> None:
    cluster.scheduler()
    workers = [cluster.worker(), cluster.worker()]
    store = many.parent / "grades.db"
    assert grade_class(many, course, cluster, "-c", AFTER_TWO).returncode == -signal.SIGKILL
    assert len(stored(store)) == 2
    assert any(children(worker.pid) for worker in workers)
    taken_up = grade_class(many, course, cluster, "-m", "autograder")
    assert (taken_up.returncode, taken_up.stderr) == (0, TAKEN_UP)
    assert "13 graded, 2 as they were" in taken_up.stdout
    assert not any(children(worker.pid) for worker in workers)
    assert_as_if_nothing_had_been(store, many, course)


def grade_class(
    folder: Path, course: Course, cluster: Cluster, *program: str
) -> subprocess.CompletedProcess[str]:
    words = ["grade-class", folder, "--assignment", "relu", "--course", course.root]
    more = ["--seed", SEED, "--store", folder.parent / "grades.db", "--scheduler", cluster.address]
    return subprocess.run(
        [sys.executable, *program, *map(str, [*words, *more])],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
