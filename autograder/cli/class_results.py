"""`autograder class-results`: a class as JSON lines."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from autograder.classroom.database import StoreError
from autograder.classroom.store import Store, reading
from autograder.cli.ending import Unusable
from autograder.cli.output import printing
from autograder.cli.stores import meant, refuse_out
from autograder.report.files import in_place_of
from autograder.report.jsonl import line_of

STDOUT = Path("-")


def write_class_results(store: Path, assignment: str | None, out: Path) -> None:
    """Write a line a hand-in, one after the other: a class may be large."""
    if out != STDOUT:
        refuse_out(out, store)
    try:
        with reading(store) as opened:
            lines = _lines(opened, meant(opened, assignment))
            if out == STDOUT:
                with printing():
                    sys.stdout.writelines(lines)
                return
            count = _written(lines, out)
    except StoreError as error:
        raise Unusable(str(error)) from error
    with printing():
        print(f"{out}: {count:,} hand-in{'' if count == 1 else 's'}")


def _lines(store: Store, assignment: str) -> Iterator[str]:
    for row in store.rows(assignment):
        about = {
            "assignment": assignment,
            "hand_in": row.name,
            "students": [asdict(student) for student in row.students],
            "problem": row.problem,
            "set_aside": row.set_aside,
            "digest": row.digest,
        }
        yield line_of(about, store.kept(assignment, row.name))


def _written(lines: Iterator[str], out: Path) -> int:
    """Write the file whole or not at all, for its owner's eyes; how many lines it has."""
    try:
        with in_place_of(out) as file:
            count = 0
            for line in lines:
                file.write(line)
                count += 1
            return count
    except OSError as error:
        raise Unusable(f"--out {out} can't be written: {error.strerror}") from error
