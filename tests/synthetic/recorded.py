"""Mutants of the references whose truth is known: what each loses, and which mistake it is, if any.

They stand in mutants/NAME.toml, written by `python -m tests.synthetic.measured NAME`.
"""

import json
import tomllib
from collections.abc import Iterable
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


def recorded_mutants(name: str) -> list[RecordedMutant]:
    """Those of an assignment, in the order of their file; none where there is no record."""
    path = FOLDER / f"{name}.toml"
    if not path.is_file():
        return []
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        RecordedMutant(**{**each, **{k: tuple(each[k]) for k in ("loses", "mistakes")}})
        for each in told["mutant"]
    ]


def write_record(name: str, mutants: Iterable[RecordedMutant]) -> Path:
    """Write those of an assignment; returns where."""
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
        for mutant in mutants
    ]
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{name}.toml"
    path.write_text("\n\n".join([HEADER, *records]) + "\n", encoding="utf-8")
    return path
