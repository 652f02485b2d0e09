"""What each layer of the confinement is worth: `python -m tests.attacks.matrix [LAYER ...]`.

The attacks that depend on the confinement, and cost their author nothing where they are refused,
run once with all layers, and once with each layer off alone. The table names the attacks that then
get further: that break a promise which they did not break before. Where none does, other layers
cover it: then they are switched off with it, one by one, and at last all together.

Run for all layers, it writes the table into docs/threat-model.md.
"""

import contextlib
import re
import signal
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import NoReturn

from autograder.worker.confinement import LAYERS
from tests.attacks.bench import ROOT, Bench
from tests.attacks.corpus import Attack, attacks

SURFACES = ("files", "kernel", "network", "processes", "resources")
"""Where the confinement decides; what a judge reads and how it compares are other surfaces."""

PAGE = ROOT / "docs" / "threat-model.md"
BEGIN, END = "<!-- matrix: make matrix -->\n", "<!-- end of the matrix -->\n"

NAMED = 6
"""Attacks that a row names; the others are counted."""

PASSING = re.compile(r"^open files| earns ")
"""What may come of a busy machine alone: the spare worker at its birth, a case out of time."""

PATIENCE = 45
"""Seconds for one attack."""

AT_A_TIME = 4
"""Sets of layers that are tried at a time."""

COVERED_BY = {
    "own session": ("own user", "own files", "few system calls"),
    "resource limits": ("own disk",),
    "own network": ("own files", "few system calls"),
    "own disk": ("own files", "own user"),
    "own user": ("own files", "few system calls"),
    "no new privileges": ("few system calls",),
    "not dumpable": (),
    "death with parent": (),
    "own files": ("own user",),
    "few system calls": ("own user", "own files"),
}
"""The layers that are most likely to stop what a layer would have stopped; none where only tests of
its own can show what it is worth."""

Problems = dict[str, set[str]]


def broken(chosen: Sequence[Attack], without: tuple[str, ...]) -> Problems:
    """Each attack's broken promises, without what differs from run to run."""
    bench, found = Bench(without), {}
    signal.signal(signal.SIGALRM, _give_up)
    try:
        for attack in chosen:
            # again and again: a service that a worker has stopped doesn't end when it is asked to
            signal.setitimer(signal.ITIMER_REAL, PATIENCE, PATIENCE)
            try:
                problems = bench.problems(attack)
            except Exception as error:  # without a layer anything may happen, and is a result
                with contextlib.suppress(Exception):
                    bench.close()
                bench, problems = Bench(without), [f"{type(error).__name__}: {error}"]
            lasting = [what for what in problems if not PASSING.search(what)]
            found[attack.id] = {re.sub(r"\d+", "N", problem) for problem in lasting}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        bench.close()
    return found


def _give_up(_number: int, _frame: object) -> NoReturn:
    raise TimeoutError("the grader hangs")  # where a worker may trace the service, for instance


def further(now: Problems, before: Problems) -> list[str]:
    """The attacks that get further now; those that get at what they want come first."""
    new = {name: problems - before[name] for name, problems in now.items()}
    gained = [name for name in new if any(what.startswith("it achieved") for what in new[name])]
    return [*gained, *(name for name in new if new[name] and name not in gained)]


class Table:
    """What each set of layers is worth, and the rows about it."""

    def __init__(self, chosen: Sequence[Attack]) -> None:
        self._chosen = chosen
        self._known: dict[frozenset[str], list[str]] = {}
        self._before: Problems = {}
        self.rows: list[str] = []

    def run(self, sets: Iterable[Sequence[str]]) -> None:
        """Find out, several at a time: an attack mostly waits."""
        wanted = list({frozenset(layers): None for layers in sets})
        new = [layers for layers in wanted if layers not in self._known]
        spawned = get_context("spawn")
        with ProcessPoolExecutor(AT_A_TIME, spawned) as pool:
            work = [pool.submit(broken, self._chosen, tuple(sorted(layers))) for layers in new]
            for layers, done in zip(new, work, strict=True):
                problems = done.result()
                self._before = self._before or problems  # the first is with all layers on
                self._known[layers] = further(problems, self._before)
                print(", ".join(sorted(layers)) or "all layers on", flush=True)

    def without(self, *layers: str) -> list[str]:
        """The attacks that get further without these layers."""
        return self._known[frozenset(layers)]

    def _tell(self, layers: str, names: Sequence[str], none: str) -> None:
        told = ", ".join(f"`{name}`" for name in names[:NAMED]) or none
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        self.rows.append(f"| {layers} | {told}{more} |")
        print(self.rows[-1], flush=True)

    def tell(self, layer: str) -> None:
        """The rows about a layer: what it is worth alone, or together with those that cover it."""
        alone = self.without(layer)
        shown = "next row" if covers(layer) else "tests below"
        self._tell(layer, alone, f"none: see the {shown}")
        if alone or not covers(layer):
            return
        for cover in covers(layer):
            known = {name for part in parts(cover) for name in self.without(*part)}
            if both := [name for name in self.without(layer, *cover) if name not in known]:
                self._tell(f"{layer}, {', '.join(cover)}", both, "")
                return
        last = covers(layer)[-1]
        self._tell(f"{layer}, {', '.join(last)}", [], "none more than without the latter")


def covers(layer: str) -> list[tuple[str, ...]]:
    """The layers to leave off with one, each alone, and at last all together."""
    others = COVERED_BY[layer]
    if not others:
        return []
    return [*((other,) for other in others), *([others] if others[1:] else [])]


def parts(cover: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Each of these layers, and all."""
    return [cover, *((layer,) for layer in cover)]


def write(rows: Sequence[str]) -> None:
    """Put the table into the page, between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    _, tail = rest.split(END)
    told = f"As root, {date.today()}:\n\n"
    table = "\n".join(["| layers off | attacks that then get further |", "| --- | --- |", *rows])
    PAGE.write_text(f"{head}{BEGIN}{told}{table}\n{END}{tail}", encoding="utf-8")


def main() -> int:
    """Print the table; write it where it is whole."""
    asked = sys.argv[1:] or [name for name, _ in LAYERS]
    table = Table(
        [a for a in attacks() if a.path.parent.name in SURFACES and sum(a.earns.values()) >= 10]
    )
    table.run([(), *((layer,) for layer in asked)])
    covered = [
        (layer, cover) for layer in asked if not table.without(layer) for cover in covers(layer)
    ]
    table.run(part for _, cover in covered for part in parts(cover))
    table.run((layer, *cover) for layer, cover in covered)
    for layer in asked:
        table.tell(layer)
    if not sys.argv[1:]:
        write(table.rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
