"""Something is killed every second or so in a grading: `python -m tests.classroom.chaos`.

The processes that grade, their services, workers, the scheduler, the command itself: one of them at
a time, drawn from a seed, until all is graded. In the end the store must hold what a run holds to
which nothing happened, each hand-in once. Where there was nobody to be killed, nothing happens.
"""

import argparse
import itertools
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from autograder.classroom.engine import on_this_machine
from autograder.spec.course import Course
from tests.classroom.classes import FIVE, ROOT, SEED, SMALL, run_over, stored, written
from tests.classroom.machines import Cluster, children, end, kill

COUNT = 300
WORKERS = 2
PAUSES = (0.2, 2.5)
"""Seconds between two strikes, at least and at most; a worker takes two to come back."""


class Chaos:
    """A cluster, the command that grades on it, and what has happened to them."""

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self.happened: Counter[str] = Counter()
        self.ended: Counter[int] = Counter()
        self.store = folder / "grades.db"
        self._class = folder / "class"
        self._log = (folder / "log").open("ab")
        self._draw = draw
        self._cluster = Cluster()
        self._start_all()
        self._command = self._started()

    def run(self) -> None:
        """Strike until a command has graded the class to its end."""
        while not self.ended[0]:
            try:
                status = self._command.wait(self._draw.uniform(*PAUSES))
            except subprocess.TimeoutExpired:
                self._strike()
            else:  # 1: one was set aside; 2: nothing could be graded just then
                self.ended[status] += 1
                self._command = self._started()
        self._cluster.end_all()
        self._command.kill()
        self._command.wait()

    def _strike(self) -> None:
        """Rarer at what takes longer to come back."""
        often: list[Callable[[], None]] = [self._a_grader, self._a_service]
        seldom = [self._a_worker, self._the_command, self._the_scheduler]
        struck = self._draw.choice(3 * often + 2 * seldom[:2] + seldom[2:])
        try:
            struck()
        except IndexError:  # nobody is there
            return
        self.happened[struck.__name__.strip("_").replace("_", " ")] += 1

    def _a_grader(self) -> None:
        kill([self._draw.choice(self._graders())])

    def _a_service(self) -> None:
        kill([self._draw.choice([pid for grader in self._graders() for pid in children(grader)])])

    def _a_worker(self) -> None:
        end(self._workers.pop(self._draw.randrange(WORKERS)))
        self._workers.append(self._cluster.worker())

    def _the_scheduler(self) -> None:
        """Workers end with it, and are started again by what started them."""
        self._cluster.end_all()
        self._start_all()

    def _the_command(self) -> None:
        end(self._command)
        self._command = self._started()

    def _graders(self) -> list[int]:
        return [pid for worker in self._workers for pid in children(worker.pid)]

    def _start_all(self) -> None:
        self._cluster.scheduler()
        self._workers = [self._cluster.worker() for _ in range(WORKERS)]

    def _started(self) -> "subprocess.Popen[bytes]":
        words = ["grade-class", self._class, "--assignment", "relu", "--course", SMALL]
        more = ["--seed", SEED, "--store", self.store, "--scheduler", self._cluster.address]
        program = [sys.executable, "-m", "autograder", *map(str, [*words, *more])]
        return subprocess.Popen(program, stdout=self._log, stderr=self._log, cwd=ROOT)


def main() -> None:
    """Grade a class twice, once in chaos; status 1 where that makes a difference."""
    parser = argparse.ArgumentParser(prog="python -m tests.classroom.chaos", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    texts = zip(range(asked.count), itertools.cycle(FIVE.items()), strict=False)
    files = {f"{number:04}_{name}": f"{text}\n# {number}\n" for number, (name, text) in texts}
    with tempfile.TemporaryDirectory(prefix="class-") as made:
        folder, whole = written(Path(made) / "class", files), Path(made) / "whole.db"
        run_over(
            folder, Course(SMALL), whole, lambda work, jobs: on_this_machine(work, jobs, 2), SEED
        )
        began = time.monotonic()
        chaos = Chaos(Path(made), random.Random(asked.seed))
        chaos.run()
        told = ", ".join(f"{what} {count} times" for what, count in chaos.happened.most_common())
        print(f"{asked.count} hand-ins in {time.monotonic() - began:.0f} s; killed were: {told}")
        print(f"commands ended by themselves, by status: {dict(chaos.ended)}")
        lines = Counter((Path(made) / "log").read_text().splitlines())
        for line, count in lines.most_common():
            if line.startswith(("autograder:", "Set aside", "Traceback")):
                print(f"{count:4} {line}")
        same = stored(chaos.store) == stored(whole)
        print("the store is that of an undisturbed run" if same else "THE STORES DIFFER")
    sys.exit(not same)


if __name__ == "__main__":
    main()
