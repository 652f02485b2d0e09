"""`make demo`: a synthetic class, graded, with the report on it, in build/demo.

A second run with the same choices finds everything graded; with others it starts afresh, since the
store would keep those who are not there any more.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.spec.course import Course, SpecError
from tests.synthetic.matching import ROOT, compared, mismatches
from tests.synthetic.truth import FILE, HAND_INS, Truth, read_truth
from tests.synthetic.writing import ClassFolderError, write_class

FOLDER = Path("build", "demo")
CLASS, STORE, REPORT = "class", "grades.db", "report.html"
ASSIGNMENT, COUNT, SEED = "batchnorm", 200, 1


def main() -> int:
    """Write, grade and report; the exit status is that of the first step that fails."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic.demo", description=__doc__)
    parser.add_argument("--assignment", default=ASSIGNMENT, metavar="NAME")
    parser.add_argument("--count", type=int, default=COUNT, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    parser.add_argument("--folder", type=Path, default=FOLDER, metavar="FOLDER")
    asked = parser.parse_args()
    if asked.count < 1:
        parser.error("--count must be 1 or more")
    try:
        return demonstrate(asked.folder, asked.assignment, asked.count, asked.seed)
    except (ClassFolderError, SpecError) as error:
        print(f"make demo: {error}", file=sys.stderr)
        return 2


def demonstrate(folder: Path, assignment: str, count: int, seed: int) -> int:
    """A class of these choices in `folder`, graded into its store, with its report."""
    made, store, report = folder / CLASS, folder / STORE, folder / REPORT
    before = _truth_there(made)
    truth = write_class(made, Course(ROOT), assignment, count, seed)
    if truth != before:
        for path in folder.glob(f"{STORE}*"):
            path.unlink()
    named = ("--assignment", assignment)
    print(f"Grading {count:,} synthetic hand-ins to {assignment} ...", flush=True)
    steps: Sequence[tuple[str | Path, ...]] = (
        ("grade-class", made / HAND_INS, *named, "--store", store),
        (
            "class-report",
            *named,
            "--store",
            store,
            "--out",
            report,
            "--submissions",
            made / HAND_INS,
        ),
    )
    for step in steps:
        status = subprocess.run([sys.executable, "-m", "autograder", *step], check=False).returncode
        if status:
            return status
    told = list(mismatches(truth, store, compared(assignment, Course(ROOT))))
    print("\n".join(told), end="\n" if told else "")
    right = count - len({what.partition(" ")[0] for what in told})
    print(f"\n{right:,} of {count:,} got the points, and the mistakes, that they were made with.")
    print(f"The hand-ins: {made / HAND_INS}\nThe truth:    {made / FILE}")
    print(f"The results:  {store}\nThe report:   {report}")
    return 1 if told else 0


def _truth_there(folder: Path) -> Truth | None:
    """That of an earlier run; None if there is none that can be read."""
    try:
        return read_truth(folder)
    except (OSError, ValueError, TypeError, KeyError):
        return None


if __name__ == "__main__":
    sys.exit(main())
