"""What a class of 100,000 takes beside the grading: `python -m tests.classroom.simulation [COUNT]`.

Hand-ins go the whole way, from their files through a scheduler of distributed and real workers to
the store; alone the workers' processes that grade are replaced by one answer: a packed report of a
real grading. Told are, in ten slices, hand-ins a second, the processor's time of each process for a
hand-in, memory and the store's size; then what it takes without a cluster, and with nothing to do.
"""

import argparse
import asyncio
import itertools
import os
import pickle
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from autograder.classroom.cluster import on_cluster
from autograder.classroom.digests import digests_of
from autograder.classroom.engine import on_this_machine
from autograder.classroom.jobs import Done, Event, Job, Work, versions_here
from autograder.classroom.record import writing
from autograder.classroom.run import ClassRun, Engine, Tally
from autograder.classroom.store import reading
from autograder.classroom.submissions import hand_ins
from autograder.judge.grading import Terms
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import Course
from tests.classroom.classes import ROOT, write_many
from tests.classroom.machines import Cluster, Process

COUNT = 100_000
SETTINGS = {"DASK_DISTRIBUTED__ADMIN__LOW_LEVEL_LOG_LENGTH": "10"}
"""Of the scheduler's environment, as docs/class.md has it."""
WORKERS = 16
SLICES = 10
NAME = "batchnorm"
GRADED = 20
"""So many are really graded; the others get their reports, by turns."""


# ---- workers that grade nothing ----------------------------------------------------------------


class Answering:
    """In place of a process that grades: tells at once what it was made with."""

    answers: Sequence[Done] = ()

    def __init__(self, work: Work, course: str) -> None:
        pass

    def grade(self, job: Job) -> Done:
        return replace(self.answers[hash(job.name) % len(self.answers)], name=job.name)

    def end(self, *, at_once: bool = False) -> None:
        pass


async def work_at(address: str, count: int, answers: Path) -> None:
    """So many workers in this process, of a thread each, until it is ended."""
    from distributed import Worker

    from autograder.classroom import node

    Answering.answers = pickle.loads(answers.read_bytes())
    node.Grader = Answering  # type: ignore[assignment,misc]
    workers = [Worker(address, nthreads=1, resources={"CPU": 1}) for _ in range(count)]
    await asyncio.gather(*workers)
    await asyncio.gather(*(worker.finished() for worker in workers))


def workers_at(address: str, count: int, answers: Path) -> Process:
    """A process of such workers."""
    words = ["--answers", str(answers), "--address", address, "--workers", str(count)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.classroom.simulation", *words],
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )


# ---- what is measured --------------------------------------------------------------------------


def processor(pid: int) -> float:
    """Seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    """Bytes that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def size(store: Path) -> int:
    """Bytes of a store, with what isn't yet written back."""
    return sum(path.stat().st_size for path in store.parent.glob(f"{store.name}*"))


@dataclass
class Slices:
    """A line for each tenth of a class."""

    pids: dict[str, int]
    store: Path
    of: int
    at: int = 0
    began: float = field(default_factory=time.monotonic)
    used: dict[str, float] = field(default_factory=dict)

    def begin(self) -> None:
        """Print what the columns are."""
        self.used = {name: processor(pid) for name, pid in self.pids.items()}
        named = "".join(f"{name + ' ms':>14}{'MB':>7}" for name in self.pids)
        print(f"{'hand-ins':>9}{'a second':>10}{named}{'store MB':>10}", flush=True)

    def tell(self, tally: Tally) -> None:
        """Print a line where a slice has come to its end."""
        if tally.graded == self.at or tally.graded % max(1, self.of // SLICES):
            return
        count, now = tally.graded - self.at, time.monotonic()
        used = {name: processor(pid) for name, pid in self.pids.items()}
        each = "".join(
            f"{1e3 * (used[name] - self.used[name]) / count:14.2f}{memory(pid) / 1e6:7.0f}"
            for name, pid in self.pids.items()
        )
        rate = count / (now - self.began)
        line = f"{tally.graded:9,}{rate:10,.0f}{each}{size(self.store) / 1e6:10.0f}"
        print(line, flush=True)
        self.at, self.began, self.used = tally.graded, now, used


def timed(what: str, count: int, do: Callable[[], object]) -> None:
    """Print how long something takes, altogether and for each hand-in."""
    began, used = time.monotonic(), processor(os.getpid())
    do()
    seconds, taken = time.monotonic() - began, processor(os.getpid()) - used
    each = f"{1e3 * seconds / count:.3f} ms each, {1e3 * taken / count:.3f} of a processor"
    print(f"{what}: {seconds:.2f} s, {each}, {memory(os.getpid()) / 1e6:,.0f} MB", flush=True)


# ---- the class ---------------------------------------------------------------------------------


@dataclass
class Class:
    """The hand-ins of a folder, and where their results go."""

    folder: Path
    course: Course
    assignment: Assignment
    count: int

    def run(
        self, store: Path, engine: Engine, tell: Callable[[Tally], None] = lambda tally: None
    ) -> Tally:
        """As `grade-class` does it."""
        with hand_ins(self.folder, NAME) as found, writing(store) as record:
            questions = [(q.name, q.title, q.points) for q in self.assignment.questions]
            graded_by = record.begin(NAME, self.assignment.title, questions, seed=1)
            run = ClassRun(found, self.assignment, self.course, record, graded_by)
            return run.grade(engine, tell)


def simulate(folder: Path, count: int, workers: int) -> None:
    """Print what a class of so many takes."""
    course = Course(ROOT)
    assignment = read_assignment(course.folder(NAME))
    write_many(folder / "class", count, course, NAME)
    graded = Class(folder / "class", course, assignment, count)
    print(f"{date.today()}, {platform.machine()}, {count:,} hand-ins, {workers} workers")
    answers = really_graded(graded)

    def stored(work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        for job, answer in zip(jobs, itertools.cycle(answers), strict=False):
            yield replace(answer, name=job.name)

    sizes = [len(answer.report) for answer in answers]
    print(f"a packed report: {sum(sizes) / len(sizes):,.0f} bytes, {max(sizes):,} at most")
    alone = folder / "stored.db"
    timed("opening and storing, no scheduler", count, lambda: graded.run(alone, stored))
    print(f"the store: {size(alone) / count:,.0f} bytes each")
    (folder / "answers").write_bytes(pickle.dumps(answers))
    through_a_cluster(graded, folder, workers)
    timed("a run with nothing to do", count, lambda: graded.run(alone, stored))


def really_graded(graded: "Class") -> list[Done]:
    """What comes of a few."""
    digests = digests_of(graded.assignment, graded.course)
    work = Work(str(ROOT), NAME, Terms(seed=1), digests, versions_here())
    with hand_ins(graded.folder, NAME) as found:
        jobs = (Job(h.name, h.open(NAME), tuple(digests)) for h in found[:GRADED])
        return [event for event in on_this_machine(work, jobs, 2) if isinstance(event, Done)]


def through_a_cluster(graded: Class, folder: Path, workers: int) -> None:
    """The whole way, watched, and what the command tells in the end."""
    store, cluster = folder / "grades.db", Cluster()
    scheduler = cluster.scheduler()
    answering = workers_at(cluster.address, workers, folder / "answers")
    cluster.running.append(answering)
    pids = {"main": os.getpid(), "scheduler": scheduler.pid, "workers": answering.pid}
    slices = Slices(pids, store, graded.count)

    def engine(work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        slices.begin()
        return on_cluster(work, jobs, cluster.address, print)

    try:
        timed("all of it", graded.count, lambda: graded.run(store, engine, slices.tell))
    finally:
        cluster.end_all()
    with reading(store) as read:
        summary = (read.count, read.spreads, read.problems, read.names, read.moves)
        timed("the summary", graded.count, lambda: [tell(NAME) for tell in summary])


def main() -> None:
    """Simulate, or be the workers of a simulation."""
    parser = argparse.ArgumentParser(prog="python -m tests.classroom.simulation")
    parser.add_argument("count", nargs="?", type=int, default=COUNT, metavar="COUNT")
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--address", help=argparse.SUPPRESS)
    parser.add_argument("--answers", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.address:
        asyncio.run(work_at(asked.address, asked.workers, asked.answers))
        return
    os.environ |= SETTINGS
    with tempfile.TemporaryDirectory(prefix="class-") as made:
        simulate(Path(made), asked.count, asked.workers)


if __name__ == "__main__":
    main()
