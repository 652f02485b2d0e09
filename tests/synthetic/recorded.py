"""Mutants of the references whose truth is known: what each loses, and which mistake it is, if any.

They stand in mutants/NAME.toml, written by `python -m tests.synthetic.measured NAME`.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from autograder.audit.source import Source

FOLDER = Path(__file__).parent / "mutants"


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
        spans = [span for span, name in Source(reference).definitions if name == self.function]
        for span in spans:
            head, body = reference[: span.start], reference[slice(*span)] + "\n"
            pieces = body.split(f"{self.before}\n")
            if len(pieces) > self.number + 1:
                left = f"{self.before}\n".join(pieces[: self.number + 1])
                right = f"{self.before}\n".join(pieces[self.number + 1 :])
                changed = f"{left}{self.after}\n{right}"
                return head + changed.removesuffix("\n") + reference[span.end :]
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
