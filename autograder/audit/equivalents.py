"""Mutants that no case can kill, since they are right: each with a reason that can be checked.

They stand in `assignments/NAME/equivalents.toml`. A record is about one change of one line: when
that line becomes another, it names no mutant any more, and is an error until it is taken out.
"""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from autograder.audit.kills import Fate
from autograder.audit.mutants import Mutant
from autograder.spec.course import SpecError

FILE = "equivalents.toml"
HEADER = """\
# Mutants of the reference that are right as well, so that no case can kill them, with the reason.
# `change` is written for the reader; `id` is what counts. See docs/authors.md.
"""


class Equivalent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mutant that answers as the reference does, or whose difference isn't asked for.

    reason  an argument, not an opinion: what a reader can check in the code or in the cases
    """

    id: str
    reason: str
    change: str = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    equivalent: tuple[Equivalent, ...] = ()


def read_equivalents(folder: Path, mutants: Iterable[Mutant]) -> dict[str, Equivalent]:
    """An assignment's equivalents by id; SpecError names one that has no reason, or no mutant."""
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        file = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise SpecError(f"{path}: {error}") from error
    known = {mutant.id for mutant in mutants}
    found: dict[str, Equivalent] = {}
    for equivalent in file.equivalent:
        if not equivalent.reason.strip():
            raise SpecError(f"{path}: {equivalent.id} needs a reason that a reader can check")
        if equivalent.id in found:
            raise SpecError(f"{path}: {equivalent.id} is there twice")
        if equivalent.id not in known:
            raise SpecError(
                f"{path}: {equivalent.id} is no mutant of the reference (any more): "
                f"take it out, and run the audit again.\n{equivalent.change}"
            )
        found[equivalent.id] = equivalent
    return found


def write_equivalents(folder: Path, mutants: Iterable[Mutant], reasons: Mapping[str, str]) -> None:
    """Write down the mutants that have a reason, in their order in the reference."""
    records = [
        "\n".join(
            (
                "[[equivalent]]",
                f'id = "{mutant.id}"',
                f"change = '''\n{mutant.change}\n'''",
                f"reason = {_quoted(reasons[mutant.id])}",
            )
        )
        for mutant in mutants
        if mutant.id in reasons
    ]
    (folder / FILE).write_text("\n\n".join([HEADER.rstrip(), *records]) + "\n", encoding="utf-8")


def refuted(equivalents: Iterable[str], fates: Iterable[Fate]) -> list[Fate]:
    """The fates of those that a case kills after all: their reasons are wrong."""
    recorded = set(equivalents)
    return [fate for fate in fates if fate.name in recorded and fate.kills]


def _quoted(reason: str) -> str:
    escaped = reason.strip().replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'
