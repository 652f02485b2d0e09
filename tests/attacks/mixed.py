"""Grades a class in a row: `python -m tests.attacks.mixed [COUNT] [--seed N]`.

Attacks, honest hand-ins and wrong ones follow each other at random, an assignment's all before one
judge and one service. Every one must get its exact score, however bad the one before it was, and
leave nothing; and in the end the grader must hold as much memory, and as many files, as before.
"""

import argparse
import contextlib
import ctypes
import itertools
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from autograder.checking.submission import Submission
from autograder.judge.grading import Judge
from autograder.judge.reference import accepted_examples, wrong_examples
from tests.attacks import machine
from tests.attacks.bench import COURSES, SEED, Before, Bench, descriptors
from tests.attacks.corpus import HandIn, attacks

COUNT = 1_000

NOT_HELD = frozenset({"semantics/line_that_spells", "semantics/module_that_is_torchs_own"})
"""Attacks that are known to achieve something: see docs/threat-model.md."""

READ_EVERY, TOLD_EVERY = 10, 50

SETTLED = 0.1
"""The share of a run after which everything that is made once, and kept, has been made."""

MOST_GROWTH = 16 << 20
"""Bytes by which the judge, or all services, may seem to grow in a run; a graph of an attack's that
is still remembered takes 8 MB. Of 1,000 hand-ins not so much as 20 KB each may be kept."""


@dataclass(frozen=True)
class Work:
    """A hand-in without malice: right, or wrong in a known way."""

    id: str
    assignment: str
    source: str
    earns: Mapping[str, float]

    def hand_in(self, folder: Path) -> Path:
        """Write it to an empty folder; returns its path."""
        path = folder / f"{self.assignment}.py"
        path.write_text(self.source, encoding="utf-8")
        return path


@dataclass(frozen=True)
class Reading:
    """What the grader holds after so many gradings: bytes of memory, and open files.

    Free memory that malloc keeps for later is not counted: it has holes of all sizes after attacks
    of all sizes, and 1,000 of them leave some 20 MB of it.
    """

    gradings: int
    judge: int
    services: int
    descriptors: tuple[int, ...]


class Run:
    """A bench with a judge for every assignment, and all that may be handed in to it."""

    def __init__(self) -> None:
        self.bench = Bench()
        self.readings: list[Reading] = []
        self._first: dict[str, Work] = {}

    @property
    def judges(self) -> list[Judge]:
        """The judge of every assignment."""
        return [self.bench.judge(assignment) for assignment in COURSES]

    def drawn(self, count: int, seed: int) -> list[tuple[str, HandIn]]:
        """So many hand-ins with their kinds, as many of each, every deck dealt out evenly."""
        rng = random.Random(seed)
        dealt = {
            "attack": _dealt([attack for attack in attacks() if attack.id not in NOT_HELD], rng),
            "honest": _dealt([work for judge in self.judges for work in _honest(judge)], rng),
            "wrong": _dealt([work for judge in self.judges for work in _wrong(judge)], rng),
        }
        kinds = list(itertools.islice(itertools.cycle(dealt), count))
        rng.shuffle(kinds)
        hand_ins = [(kind, next(dealt[kind])) for kind in kinds]
        return [(kind, self._known(work) if kind == "wrong" else work) for kind, work in hand_ins]

    def _known(self, wrong: HandIn) -> Work:
        """A wrong hand-in with what it earns in a first grading."""
        assert isinstance(wrong, Work)
        if wrong.id not in self._first:
            files = {f"{wrong.assignment}.py": wrong.source.encode()}
            submission = Submission(wrong.assignment, files)
            report = self.bench.judge(wrong.assignment).grade(submission, self.bench.terms(SEED))
            earns = {question.name: question.score for question in report.questions}
            self._first[wrong.id] = replace(wrong, earns=earns)
        return self._first[wrong.id]

    def read(self, gradings: int) -> Reading:
        """Note what the grader holds now."""
        with contextlib.suppress(AttributeError):  # not every C library has it
            ctypes.CDLL(None).malloc_trim(0)
        pids = [judge.service_pid for judge in self.judges]
        pids += [pid for service in pids for pid in machine.children(service)]
        services = sum(machine.own_memory(pid) for pid in pids)
        held = machine.own_memory(os.getpid()), services, descriptors(self.judges)
        self.readings.append(Reading(gradings, *held))
        return self.readings[-1]

    def growth(self) -> tuple[float, float]:
        """Bytes that the judge and the services have grown by, on lines through the readings."""
        settled = self.readings[int(SETTLED * len(self.readings)) :]
        at = [reading.gradings for reading in settled]
        grown = []
        for held in ([r.judge for r in settled], [r.services for r in settled]):
            slope = np.polyfit(at, held, 1)[0] if len(at) > 1 else 0.0
            grown.append(float(slope) * (at[-1] - at[0]))
        return grown[0], grown[1]


def _honest(judge: Judge) -> Iterator[Work]:
    """The reference and the accepted examples: all points."""
    name, source = judge.assignment.name, judge.reference.source
    points = {question.name: question.points for question in judge.assignment.questions}
    yield Work(f"{name}/reference", name, source, points)
    for example in accepted_examples(judge.assignment, source):
        yield Work(f"{name}/accepted/{example.name}", name, example.source, points)


def _wrong(judge: Judge) -> Iterator[Work]:
    """The wrong examples; what they earn is not known yet."""
    name = judge.assignment.name
    for example in wrong_examples(judge.assignment, judge.reference.source):
        yield Work(f"{name}/wrong/{example.name}", name, example.source, {})


def _dealt(deck: Sequence[HandIn], rng: random.Random) -> Iterator[HandIn]:
    """Every hand-in of the deck once, and again in another order, without end."""
    while True:
        yield from rng.sample(deck, len(deck))


def mixed(count: int, seed: int = 0) -> list[str]:
    """Grade so many in a row and print how it goes; returns every promise that was broken."""
    started, run = time.monotonic(), Run()
    nothing, beside = Before([]), machine.children(os.getpid())
    try:
        hand_ins = run.drawn(count, seed)
        print(
            f"{'gradings':>8} {'a minute':>8} {'judge':>9} {'services':>9}  files open", flush=True
        )
        told = _graded(run, hand_ins)
        told += grown(run)
    finally:
        run.bench.close()
    told += [f"at the end: {what}" for what in nothing.left_behind([])]
    left = set(machine.children(os.getpid())) - set(beside)
    told += [f"at the end: process {pid} is left" for pid in sorted(left)]
    _sum_up(run, hand_ins, told, seed, time.monotonic() - started)
    return told


def _graded(run: Run, hand_ins: Sequence[tuple[str, HandIn]]) -> list[str]:
    """Grade them one after the other; what each has broken."""
    told, started = [], time.monotonic()
    before = Before(run.judges)
    run.read(0)
    for number, (kind, handed_in) in enumerate(hand_ins, start=1):
        for problem in run.bench.problems(handed_in, next_too=False):
            told.append(f"{number}, {kind} {handed_in.id}: {problem}")
            print(f"BROKE {told[-1]}", flush=True)
        last = number == len(hand_ins)
        if number % READ_EVERY == 0 or last:
            reading = run.read(number)
        if number % TOLD_EVERY == 0 or last:
            rate = 60 * number / (time.monotonic() - started)
            memory = f"{_mb(reading.judge)} {_mb(reading.services)}"
            print(f"{number:8} {rate:8.1f} {memory}  {reading.descriptors}", flush=True)
    return told + before.left_behind(run.judges)


def grown(run: Run) -> list[str]:
    """Whether the grader holds more memory than at the beginning."""
    told = []
    for name, growth in zip(("the judge", "the services"), run.growth(), strict=True):
        if growth > MOST_GROWTH:
            told.append(f"{name} grew by {growth / 2**20:.0f} MB")
    return told


def _sum_up(
    run: Run,
    hand_ins: Sequence[tuple[str, HandIn]],
    told: Sequence[str],
    seed: int,
    seconds: float,
) -> None:
    kinds = Counter(kind for kind, _ in hand_ins)
    different = len({handed_in.id for _, handed_in in hand_ins})
    print(
        f"\n{date.today()}: {len(hand_ins):,} gradings in a row (seed {seed}) in {seconds / 60:.1f}"
        f" minutes:\n{kinds['attack']} attacks, {kinds['honest']} honest, {kinds['wrong']} wrong;"
        f" {different} different ones"
    )
    last = len(run.readings) - 1
    for reading in [run.readings[at] for at in sorted({0, last // 10, last // 2, last})]:
        memory = f"judge {_mb(reading.judge)}, services {_mb(reading.services)}"
        print(f"after {reading.gradings:5}: {memory}, files open {reading.descriptors}")
    judge, services = run.growth()
    print(f"fitted growth: judge {_mb(judge)}, services {_mb(services)}")
    print(f"broken promises: {len(told)}")
    for what in told:
        print(f"    {what}")


def _mb(size: float) -> str:
    return f"{size / 2**20:6.1f} MB"


def main() -> int:
    """Run it, and end with 1 where anything was broken."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks.mixed", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=COUNT, metavar="COUNT")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    asked = parser.parse_args()
    return 1 if mixed(asked.count, asked.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
