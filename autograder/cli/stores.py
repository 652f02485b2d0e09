"""Stores as commands are given them: which assignment of theirs is meant."""

from autograder.classroom.store import Store
from autograder.cli.ending import Unusable


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
