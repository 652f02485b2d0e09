"""Run attacks by hand: `python -m tests.attacks [--show] [--without LAYER] [PART OF A NAME ...]`.

Told of each: whether the defence held, how long it took, and what the judge itself spent.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from autograder.worker.confinement import LAYERS
from tests.attacks.bench import SEED, Bench, texts_of
from tests.attacks.corpus import attacks


def main() -> int:
    """Print what each attack broke, and with --show what its student reads."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of names; none: all")
    parser.add_argument("--show", action="store_true", help="print the reports, too")
    parser.add_argument("--without", action="append", choices=[name for name, _ in LAYERS])
    asked = parser.parse_args()
    bench, broken = Bench(tuple(asked.without or ())), 0
    try:
        for attack in attacks():
            if asked.names and not any(name in attack.id for name in asked.names):
                continue
            started = time.monotonic()
            problems = bench.problems(attack)
            broken += bool(problems)
            took = f"{time.monotonic() - started:5.2f} s {bench.spent.seconds:5.2f} s CPU"
            took += f" {bench.spent.memory >> 20:5d} MB"
            print(f"{'BROKE' if problems else 'held '} {took}  {attack.id}", flush=True)
            for problem in problems:
                print(f"            {problem}")
            if asked.show:
                judge = bench.judge(attack.assignment)
                with tempfile.TemporaryDirectory(prefix="hand-in-") as name:
                    path = attack.hand_in(Path(name))
                    print(texts_of(judge.grade_path(path, bench.terms(SEED))))
    finally:
        bench.close()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
