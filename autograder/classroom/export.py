"""Who handed in what, by Gradescope's export: its submission_metadata.yml.

Ruby wrote it: keys are symbols (`:submitters:`), and what is missing is nothing at all. All values
are read as text: a student may be called No, or have a number that begins with 0.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from autograder.checking.messages import presentable

METADATA = "submission_metadata.yml"

MISSING = ("", "~", "null")

DAMAGE = (yaml.YAMLError, ValueError, RecursionError)

_SUBMITTERS = re.compile(r"  :?submitters:")
_KEY = re.compile(r"  [^\s-]")
"""Keys of an entry, indented as Ruby does it; items of a list stand as far out as its key."""

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Makes texts, lists and dicts of anything, whatever its tag; in C where that is there."""


class ClassError(Exception):
    """The folder holds no class that can be graded; the text says why, in a line."""


@dataclass(frozen=True)
class Student:
    """As far as the platform tells."""

    name: str = ""
    email: str = ""
    sid: str = ""


def students_in(content: bytes) -> dict[str, tuple[Student, ...]]:
    """The students of each submission, by the name of its folder; ClassError if it is no YAML.

    An export tells of every test of every hand-in: of each entry only what is about students is
    read, by itself. Where that doesn't work, as with references to other entries, all is read.
    """
    text = content.decode("utf-8-sig", errors="replace")
    try:
        told = [_loaded(entry) for entry in _entries(text)]
        if any(entry is not None and not isinstance(entry, dict) for entry in told):
            raise ValueError
    except DAMAGE:
        told = [_whole(text)]
    return {
        name: _students(entry)
        for mapping in told
        for name, entry in (mapping or {}).items()
        if isinstance(name, str) and name not in MISSING
    }


def _whole(text: str) -> dict[Any, Any]:
    try:
        told = _loaded(text)
    except DAMAGE as error:
        raise ClassError(presentable(f"{METADATA} can't be read: {error}")) from error
    if not isinstance(told, dict):
        raise ClassError(f"{METADATA} tells of no submissions")
    return told


def _loaded(text: str) -> Any:
    told = yaml.load(text, Loader=_LOADER)
    return None if told in MISSING else told


def _entries(text: str) -> Iterator[str]:
    """Each entry of the outermost mapping: its name, and what it tells of who handed it in."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line and not line[0].isspace() and not line.startswith(("---", "#")):
            yield _about_submitters(lines)
            lines = []
        lines.append(line)
    yield _about_submitters(lines)


def _about_submitters(entry: list[str]) -> str:
    """An entry without what stands beside its submitters; all of it where they don't stand out."""
    begin = next((at for at, line in enumerate(entry) if _SUBMITTERS.match(line)), None)
    if begin is None:
        return "\n".join(entry)
    behind = range(begin + 1, len(entry))
    end = next((at for at in behind if _KEY.match(entry[at])), len(entry))
    return "\n".join([entry[0], *entry[begin:end]])


def _students(entry: Any) -> tuple[Student, ...]:
    submitters = _value(entry, "submitters")
    if isinstance(submitters, dict):
        submitters = [submitters]
    if not isinstance(submitters, list):
        return ()
    students = (
        Student(*(_text(_value(told, key)) for key in ("name", "email", "sid")))
        for told in submitters
    )
    return tuple(student for student in students if student != Student())


def _value(entry: Any, key: str) -> Any:
    """What stands under a key, as Ruby writes it or not."""
    if not isinstance(entry, dict):
        return None
    return entry.get(f":{key}", entry.get(key))


def _text(value: Any) -> str:
    is_text = isinstance(value, str) and value not in MISSING
    return presentable(value) if is_text else ""
