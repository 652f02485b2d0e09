"""Stores as commands are given them: which assignment is meant, and what must not be written."""

from pathlib import Path

from autograder.classroom.database import files_of
from autograder.classroom.store import Store
from autograder.cli.ending import Unusable
from autograder.cli.output import refuse_unwritable


def refuse_out(out: Path, store: Path) -> None:
    """`Unusable` for a file that can't be written, or that is the store: no grade is lost by it."""
    refuse_unwritable("--out", out)
    if out.exists() and not out.is_file():
        raise Unusable(f"--out {out} is no file: name one")
    if out.resolve() in [path.resolve() for path in files_of(store)]:
        raise Unusable(f"--out {out} is the store itself: name another file")


def meant(store: Store, name: str | None) -> str:
    """The assignment that is meant: the one that is named, or the only one."""
    held = [found.assignment for found in store.classes()]
    if not held:
        raise Unusable(f"{store.path} holds no results yet: `autograder grade-class` makes them")
    if name is None and len(held) > 1:
        raise Unusable(f"{store.path} holds several: name one with --assignment: {', '.join(held)}")
    if name is not None and name not in held:
        raise Unusable(f"{store.path} holds nothing of {name!r}; it holds {', '.join(held)}")
    return name or held[0]
