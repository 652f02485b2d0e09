"""What each layer of the confinement is worth: `python -m tests.attacks.matrix [LAYER ...]`.

The attacks that depend on the confinement, and cost their author nothing where they are refused,
run once with all layers, and once with each layer off alone. The table names the attacks that then
get further: that break a promise which they did not break before. Where none does, another layer
covers it: then both are switched off together.
"""

import re
import sys
from collections.abc import Sequence

from autograder.worker.confinement import LAYERS
from tests.attacks.bench import Bench
from tests.attacks.corpus import Attack, attacks

SURFACES = ("files", "kernel", "network", "processes", "resources")
"""Where the confinement decides; what a judge reads and how it compares are other surfaces."""

COVERED_BY = {
    "own session": ("own user", "own files", "few system calls"),
    "resource limits": ("own disk",),
    "own network": ("few system calls", "own files"),
    "own disk": ("own files", "own user"),
    "own user": ("own files", "few system calls"),
    "no new privileges": ("few system calls",),
    "not dumpable": ("own user", "own files", "few system calls"),
    "death with parent": ("few system calls",),
    "own files": ("own user",),
    "few system calls": ("own user", "own files"),
}
"""The layers that are most likely to stop what a layer would have stopped."""

Problems = dict[str, set[str]]


def broken(chosen: Sequence[Attack], without: tuple[str, ...]) -> Problems:
    """Each attack's broken promises, without what differs from run to run."""
    bench, found = Bench(without), {}
    try:
        for attack in chosen:
            try:
                problems = bench.problems(attack)
            except Exception as error:  # without a layer anything may happen, and is a result
                bench.close()
                bench, problems = Bench(without), [f"{type(error).__name__}: {error}"]
            found[attack.id] = {re.sub(r"\d+", "N", problem) for problem in problems}
    finally:
        bench.close()
    return found


def further(now: Problems, before: Problems) -> list[str]:
    """The attacks that got further now, each with the first thing that it got."""
    told = []
    for name, problems in now.items():
        if new := sorted(problems - before[name], key=lambda what: not what.startswith("it ach")):
            told.append(f"{name.split('/')[1]} ({new[0][:70]})")
    return told


def main() -> int:
    """Print the table, a row as soon as it is known: first each layer alone, then those covered."""
    asked = sys.argv[1:] or [name for name, _ in LAYERS]
    chosen = [
        a for a in attacks() if a.path.parent.name in SURFACES and sum(a.earns.values()) == 20
    ]
    before = broken(chosen, ())
    print("| layers off | attacks that then get further |\n| --- | --- |", flush=True)
    alone: dict[str, list[str]] = {}

    def got_without(layer: str) -> list[str]:
        if layer not in alone:
            alone[layer] = further(broken(chosen, (layer,)), before)
            print(f"| {layer} | {'; '.join(alone[layer]) or 'none'} |", flush=True)
        return alone[layer]

    for layer in asked:
        got_without(layer)
    for layer in [layer for layer in asked if not alone[layer]]:
        for other in COVERED_BY[layer]:
            known = got_without(other)
            both = further(broken(chosen, (layer, other)), before)
            more = "; ".join(what for what in both if what not in known)
            print(
                f"| {layer} and {other} | {more or 'no other than without the latter'} |",
                flush=True,
            )
            if more:
                break
    return 0


if __name__ == "__main__":
    sys.exit(main())
