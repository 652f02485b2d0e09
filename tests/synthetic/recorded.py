"""What was measured of an assignment's solutions, by their answers alone.

Its mutants whose truth is known: what each loses, and which mistake it is, if any. And its unsteady
mistakes, which answer otherwise each time they are asked. They stand in mutants/NAME.toml, written
by `python -m tests.synthetic.measured NAME`.
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from autograder.audit.source import Source

FOLDER = Path(__file__).parent / "mutants"
HEADER = "# Written by `python -m tests.synthetic.measured`: see tests/synthetic/recorded.py."


class StaleRecord(Exception):
    """A recorded mutant is of a reference that has changed since; the text says what to do."""


@dataclass(frozen=True)
class RecordedMutant:
    """One change of a reference.

    id        as the audit names it
    function  the qualified name of the function or class that it is in
    before    the lines that are changed, as they were, and
    after     as they are
    number    which of several such lines in the function, from 0
    loses     the questions that lose points by it
    mistakes  the wrong example that gives the same answers in all cases of these questions;
              none: no example gives the same in any case that it fails
    """

    id: str
    function: str
    before: str
    after: str
    number: int
    loses: tuple[str, ...]
    mistakes: tuple[str, ...]

    def applied(self, reference: str) -> str:
        """The reference with this change; StaleRecord if there is no such line."""
        wanted = f"\n{self.before}\n"
        for span, name in Source(reference).definitions:
            pieces = f"\n{reference[slice(*span)]}\n".split(wanted)
            if name == self.function and len(pieces) > self.number + 1:
                first = wanted.join(pieces[: self.number + 1])
                rest = wanted.join(pieces[self.number + 1 :])
                changed = f"{first}\n{self.after}\n{rest}"[1:-1]
                return reference[: span.start] + changed + reference[span.end :]
        raise StaleRecord(
            f"the recorded mutant {self.id} is of other lines of {self.function} than there are: "
            "run `python -m tests.synthetic.measured` for this assignment"
        )


@dataclass(frozen=True)
class Record:
    """What is known of an assignment.

    unsteady  wrong examples, by name: nobody can say that an answer is theirs
    """

    mutants: tuple[RecordedMutant, ...] = ()
    unsteady: tuple[str, ...] = ()


def read_record(name: str) -> Record:
    """That of an assignment; an empty one where nothing was measured."""
    path = FOLDER / f"{name}.toml"
    if not path.is_file():
        return Record()
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    mutants = (
        RecordedMutant(**{**each, **{k: tuple(each[k]) for k in ("loses", "mistakes")}})
        for each in told.get("mutant", ())
    )
    return Record(tuple(mutants), tuple(told.get("unsteady", ())))


def write_record(name: str, record: Record) -> Path:
    """Write that of an assignment; returns where."""
    records = [
        "\n".join(
            (
                "[[mutant]]",
                f'id = "{mutant.id}"',
                f'function = "{mutant.function}"',
                f"before = '''\n{mutant.before}'''",
                f"after = '''\n{mutant.after}'''",
                f"number = {mutant.number}",
                f"loses = {json.dumps(mutant.loses)}",
                f"mistakes = {json.dumps(mutant.mistakes)}",
            )
        )
        for mutant in record.mutants
    ]
    head = f"{HEADER}\n\nunsteady = {json.dumps(record.unsteady)}"
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.toml"
    path.write_text("\n\n".join([head, *records]) + "\n", encoding="utf-8")
    return path
