"""What is true of a synthetic class, told beside it: truth.json."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

FILE = "truth.json"
HAND_INS = "hand-ins"
"""The folder beside that file, which is graded: nothing of the truth lies in it."""


class Kind(StrEnum):
    """What a hand-in is."""

    RIGHT = "right"
    MISTAKE = "mistake"
    SEVERAL = "several mistakes"
    MUTANT = "mutant"
    COPY = "copy"
    UNTOUCHED = "untouched template"
    SYNTAX = "no Python"
    EMPTY = "empty zip"
    ENDLESS = "runs for ever"
    ENDS = "ends its process"
    HUNGRY = "takes much memory"
    ATTACK = "attack"


@dataclass(frozen=True)
class HandInTruth:
    """What is true of one hand-in.

    name      of its file or folder, as the store has it
    students  by name
    form      what it comes in
    mistakes  the wrong examples that were put into it, by name
    loses     the questions in which it can't have all points
    points    of each question; None where all that is known is that some are lost
    copy_of   the hand-in that it is a disguised copy of, or ""
    """

    name: str
    students: tuple[str, ...]
    kind: Kind
    form: str
    mistakes: tuple[str, ...]
    loses: tuple[str, ...]
    points: Mapping[str, float | None]
    copy_of: str = ""


@dataclass(frozen=True)
class Truth:
    """What is true of a class: of all its hand-ins, by name, and what it was drawn from."""

    assignment: str
    count: int
    seed: int
    is_export: bool
    hand_ins: tuple[HandInTruth, ...] = field(repr=False)

    def write(self, folder: Path) -> None:
        """Write truth.json into the folder of the class."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (folder / FILE).write_text(text + "\n", encoding="utf-8")


def read_truth(folder: Path) -> Truth:
    """The truth that lies in the folder of a class."""
    told = json.loads((folder / FILE).read_text(encoding="utf-8"))
    hand_ins = tuple(map(_hand_in, told.pop("hand_ins")))
    return Truth(**told, hand_ins=hand_ins)


def _hand_in(told: dict[str, object]) -> HandInTruth:
    lists: dict[str, Sequence[str]] = {
        name: tuple(told[name])  # type: ignore[arg-type]
        for name in ("students", "mistakes", "loses")
    }
    return HandInTruth(**{**told, **lists, "kind": Kind(str(told["kind"]))})  # type: ignore[arg-type]
