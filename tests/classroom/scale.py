"""How fast a class is graded, and what it takes: `python -m tests.classroom.scale [COUNT]`.

Hand-ins to the NumPy questions of batchnorm, right and wrong ones, go the whole way from
their files to the store. Told in ten slices: what a hand-in costs at the end and at the beginning,
in milliseconds and in units of a fixed piece of work that is done beside it, since a machine is not
equally fast all the time; and what memory all processes together hold. Before and after it a few
are graded by a fresh interpreter each.
"""

import argparse
import contextlib
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from multiprocessing.pool import ThreadPool
from pathlib import Path
from statistics import median

import numpy as np

from autograder.classroom.engine import on_this_machine
from autograder.classroom.jobs import Event, Job, Work
from autograder.classroom.record import writing
from autograder.classroom.run import ClassRun, Tally
from autograder.classroom.submissions import hand_ins
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.classroom.classes import ROOT, write_many

COUNT = 1_000
SLICES = 10
ALONE = 10
"""Hand-ins that a fresh interpreter each grades."""

YARDSTICKS = 20
"""Times a slice that the machine's own speed is measured: others may slow it down."""

NAME = "batchnorm"

GRADE_ONE = """
import sys
from pathlib import Path
from autograder.judge.grading import Terms, judging
from autograder.checking.submission import open_submission
from autograder.spec.course import Course
course, name, path, *questions = sys.argv[1:]
with judging(Course(Path(course)), name) as judge:
    judge.grade(open_submission(Path(path), name), Terms(), only=questions)
"""


def family() -> Iterator[int]:
    """This process and all below it."""
    ahead = [os.getpid()]
    while ahead:
        pid = ahead.pop()
        with contextlib.suppress(OSError):  # it has ended meanwhile
            ahead += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            yield pid


def memory() -> int:
    """Bytes of all of them; what several share is counted once."""
    found = 0
    for pid in family():
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            found += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return 1024 * found


def processor() -> float:
    """Seconds of processors that all of them have used, those that have ended included."""
    found = 0
    for pid in family():
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            found += sum(map(int, fields[11:15]))
    return found / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Make a class, grade it and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.classroom.scale", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT, metavar="COUNT")
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="class-") as made:
        measure(Path(made), asked.count, asked.processes)


def measure(folder: Path, count: int, processes: int) -> None:
    """Print a line for each slice of the class."""
    course = Course(ROOT)
    assignment = read_assignment(course.folder(NAME))
    asked = [q for q in assignment.questions if q.library == "numpy"]
    names = tuple(question.name for question in asked)
    write_many(folder / "class", count, course, NAME, names)
    questions = [(q.name, q.title, q.points) for q in asked]
    at, last, used, size = 0, 0.0, 0.0, max(1, count // SLICES)
    yards: list[float] = []

    def tell(tally: Tally) -> None:
        nonlocal last, at, used
        if tally.graded % max(1, size // YARDSTICKS) == 0:
            yards.append(yardstick())
        if tally.graded == at or (tally.graded % size and tally.graded != count):
            return
        now = time.monotonic()
        taken, size_now = processor(), memory()
        rate = 60 * (tally.graded - at) / (now - last)
        each = (taken - used) / (tally.graded - at)
        told = f"{tally.graded:8,} {rate:9,.0f} {1e3 * each:9,.0f} ms {each / median(yards):9.1f}"
        print(f"{told} {size_now / 2**20:9,.0f} MB", flush=True)
        yards.clear()
        last, at, used = now, tally.graded, taken

    def engine(work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        return on_this_machine(work, (replace(job, questions=names) for job in jobs), processes)

    paths = sorted((folder / "class").iterdir())[:ALONE]
    before = [alone(paths, names, at_once) for at_once in (1, processes)]
    print(
        f"{date.today()}, {platform.machine()}, {processes} processes, {len(questions)} questions"
    )
    print(f"{'hand-ins':>8} {'a minute':>9} {'processor':>12} {'yardsticks':>9} {'memory':>11}")
    began = last = time.monotonic()
    used = processor()
    with hand_ins(folder / "class", NAME) as found, writing(folder / "grades.db") as record:
        graded_by = record.begin(NAME, assignment.title, questions)
        ClassRun(found, assignment, course, record, graded_by).grade(engine, tell)
    seconds = time.monotonic() - began
    rate = 60 * count / seconds
    print(f"all of it: {seconds:.1f} s, {rate:,.0f} a minute, the start included")
    after = [alone(paths, names, at_once) for at_once in (1, processes)]
    for rates, how in zip(
        zip(before, after, strict=True), ("one after the other", "as many at once"), strict=True
    ):
        told = " and ".join(f"{each:.1f}" for each in rates)
        times = rate / (sum(rates) / 2)
        print(
            f"by a fresh interpreter each, {how}: {told} a minute; a class {times:.1f} times that"
        )


def yardstick() -> float:
    """Seconds of a processor for a fixed piece of work: how fast the machine is at the moment."""
    began = time.process_time()
    for _ in range(4):
        numbers = np.arange(500_000, 0, -1)  # fresh memory, and a sweep over it
        sorted(numbers[:20_000].tolist())
        numbers.cumsum()
    return time.process_time() - began


def alone(paths: Sequence[Path], questions: Sequence[str], at_once: int) -> float:
    """How many a minute are graded by a fresh interpreter each."""

    def grade(path: Path) -> None:
        arguments = (str(ROOT), NAME, str(path), *questions)
        subprocess.run([sys.executable, "-c", GRADE_ONE, *arguments], check=True)

    grade(paths[0])  # so that nothing is read from the disk for the first time
    began = time.monotonic()
    with ThreadPool(at_once) as pool:
        pool.map(grade, paths, chunksize=1)
    return 60 * len(paths) / (time.monotonic() - began)


if __name__ == "__main__":
    main()
