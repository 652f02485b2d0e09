"""What is printed or written, where the reader may have left, or nothing can be written."""

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.cli.ending import Unusable


@contextlib.contextmanager
def printing() -> Iterator[None]:
    """Print inside; a pipe whose reader has seen enough is no failure, a full disk is one line."""
    if sys.stdout is None:  # closed by the caller: what was asked for is done, nobody looks
        sys.stdout = io.StringIO()
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise Unusable(f"the output can't be written: {error.strerror}") from error


def refuse_unwritable(option: str, path: Path) -> None:
    """`Unusable` for a file that an option names and that can't be written, before all the work."""
    folder = path.absolute().parent
    if path.is_dir():
        raise Unusable(f"{option} {path} is a folder: name a file")
    if not folder.is_dir():
        raise Unusable(f"{option} {path}: there is no folder {folder}")
    if not os.access(folder, os.W_OK):
        raise Unusable(f"{option} {path}: nothing can be written to {folder}")
