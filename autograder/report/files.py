"""What the files of a report have in common: what may stand in one, and how it is written."""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls other than tabs and ends of lines, letters that turn the order of others, and halves."""


def without_controls(text: str) -> str:
    """A text that may stand in any file; a question mark is where a control was."""
    return _CONTROL.sub("?", text.replace("\r\n", "\n"))


def write_whole(text: str, path: Path) -> None:
    """Write a file whole or not at all, for its owner's eyes: grades are nobody else's business."""
    with in_place_of(path) as file:
        file.write(text)


@contextlib.contextmanager
def in_place_of(path: Path) -> Iterator[TextIO]:
    """A file that takes the place of `path` once it is written: the same, bit by bit."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            yield file
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
