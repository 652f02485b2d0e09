"""Write a synthetic class: `python -m tests.synthetic FOLDER [--assignment NAME] [--count N]`.

FOLDER/hand-ins holds what is graded, FOLDER/truth.json what is true of it. The same seed writes the
same bytes on any machine.
"""

import argparse
import sys
from pathlib import Path

from autograder.spec.course import Course, SpecError
from tests.synthetic.writing import ClassFolderError, write_class

ROOT = Path(__file__).parents[2]
ASSIGNMENT, COUNT, SEED = "batchnorm", 200, 1


def main() -> int:
    """Write it, and say where it lies."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--assignment", default=ASSIGNMENT, metavar="NAME")
    parser.add_argument("--count", type=int, default=COUNT, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    parser.add_argument("--gradescope", action="store_true", help="as Gradescope exports them")
    parser.add_argument("--course", type=Path, default=ROOT, metavar="FOLDER")
    asked = parser.parse_args()
    if asked.count < 1:
        parser.error("--count must be 1 or more")
    try:
        truth = write_class(
            *(asked.folder, Course(asked.course), asked.assignment, asked.count, asked.seed),
            is_export=asked.gradescope,
        )
    except (ClassFolderError, SpecError) as error:
        print(f"tests.synthetic: {error}", file=sys.stderr)
        return 2
    print(f"{len(truth.hand_ins):,} hand-ins to {truth.assignment}: {asked.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
