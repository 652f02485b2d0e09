"""What a student hands in: the files of a folder that are theirs, and what is missing.

Nothing is run here: the files are read as text.
"""

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.checking.messages import listed
from autograder.checking.submission import open_submission
from autograder.worker.child import EXERCISES

ANSWER = "*Your answer:*"
"""What stands in a cell of the notebook that is yet to be answered."""

CHECKS = "tests"
"""The folder of what the notebook's check cells run, one file a question, as otter has them."""


@dataclass(frozen=True)
class HandIn:
    """The files to hand in by their paths, and in words what isn't done yet."""

    files: dict[str, bytes]
    missing: tuple[str, ...]


def hand_in_of(folder: Path, module: str) -> HandIn:
    """The solution, the student's other files of Python, and the notebook.

    SubmissionError says what keeps the folder from being handed in.
    """
    given = {EXERCISES, f"test_{module}.py"}
    opened = open_submission(folder, module)
    files = {
        name: content
        for name, content in opened.files.items()
        if name not in given and not name.startswith(f"{CHECKS}/")
    }
    missing = [*opened.notes, *_unwritten(f"{module}.py", files[f"{module}.py"])]
    notebook = folder / f"{module}.ipynb"
    if notebook.is_file():
        files[notebook.name] = notebook.read_bytes()
        missing += _unanswered(notebook.name, files[notebook.name])
    else:
        missing.append(f"{notebook.name}, where your answers in words stand, is not there")
    return HandIn(files, tuple(missing))


# ---- functions ---------------------------------------------------------------------------------


def _unwritten(name: str, source: bytes) -> list[str]:
    """The functions that still raise NotImplementedError, in a line; a file that is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError) as error:
        where = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
        return [f"{name} is no Python yet{where}: {getattr(error, 'msg', error)}"]
    stubs = [f"`{function}`" for function in _stubs(tree)]
    return [f"{listed(stubs, 'and')} in {name} {_are(stubs)} yours to write"] if stubs else []


def _stubs(tree: ast.AST, around: str = "") -> Iterator[str]:
    """The functions of a module or class, those of its classes included, that are stubs."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from _stubs(node, f"{around}{node.name}.")
        elif isinstance(node, ast.FunctionDef) and any(map(_is_stub, node.body)):
            yield around + node.name


def _is_stub(statement: ast.stmt) -> bool:
    """Whether it raises NotImplementedError."""
    if not isinstance(statement, ast.Raise) or statement.exc is None:
        return False
    error = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
    return isinstance(error, ast.Name) and error.id == "NotImplementedError"


# ---- answers in words --------------------------------------------------------------------------


def _unanswered(name: str, content: bytes) -> list[str]:
    """The written questions without an answer, in a line; a notebook that can't be read."""
    try:
        notebook = json.loads(content)
        asked = notebook["metadata"].get("autograder", {}).get("written", [])
        answered = set(filter(None, map(_answered, notebook["cells"])))
        titles = [f"“{given['title']}”" for given in asked if given["name"] not in answered]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return [f"{name} can't be read: save it again, or take a fresh copy of it"]
    return [f"{listed(titles, 'and')} in {name} {_are(titles)} not answered"] if titles else []


def _answered(cell: dict[str, Any]) -> str | None:
    """The written question that a cell answers; None if it answers none."""
    question: str | None = cell.get("metadata", {}).get("written")
    text = "".join(cell["source"]).replace(ANSWER, "")
    return question if text.strip() else None


def _are(several: list[str]) -> str:
    return "is" if len(several) == 1 else "are"
