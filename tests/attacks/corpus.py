"""The attacks, one a file, as `tests/attacks/<surface>/<name>.py`.

A file is handed in as it is; its docstring is the strategy, and these literals say the rest:

    ASSIGNMENT  what it is handed in for: "relu" (of a course of NumPy alone), "activations" or
                "batchnorm"
    SURFACE     what it attacks: the folder it lies in
    EARNS       question -> points that its honest part earns; {} for none
    LIMIT       why it is known to get further than it should, and told in docs/threat-model.md

A file that defines `hand_in(folder)` is a trusted builder instead: it makes the hand-in in an empty
folder and returns its path. That is how archives, and hand-ins of many megabytes, are made.

An attack that gets at what it is after says so: it raises an exception whose text begins with
ACHIEVED, in a public case or while it is imported, which the report then shows. Doing so costs it
its honest part, so nothing that succeeded can go unnoticed.
"""

import ast
import gc
import importlib.util
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Protocol

HERE = Path(__file__).parent

ACHIEVED = "achieved: "

_KEPT: dict[str, ModuleType] = {}
"""The last builder: what it holds open, a socket for instance, lasts until the next one."""


class HandIn(Protocol):
    """What is graded: an attack, or somebody's honest work.

    earns  question -> the points that it gets; a question that is not in it gets none
    """

    @property
    def id(self) -> str: ...

    @property
    def assignment(self) -> str: ...

    @property
    def earns(self) -> Mapping[str, float]: ...

    def hand_in(self, folder: Path) -> Path:
        """Make it in an empty folder; returns its path."""


@dataclass(frozen=True)
class Attack:
    """One file of the corpus."""

    path: Path
    strategy: str
    assignment: str
    surface: str
    earns: Mapping[str, float]
    built: bool
    limit: str = ""

    @property
    def id(self) -> str:
        """For example "files/read_the_reference"."""
        return f"{self.path.parent.name}/{self.path.stem}"

    def hand_in(self, folder: Path) -> Path:
        """Make the hand-in in an empty folder; returns its path."""
        if self.built:
            spec = importlib.util.spec_from_file_location(f"builder_{self.path.stem}", self.path)
            assert spec is not None
            assert spec.loader is not None
            _KEPT.clear()
            gc.collect()  # what the last one held open is closed before anything is counted
            builder = _KEPT["builder"] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(builder)
            path: Path = builder.hand_in(folder)
            return path
        return Path(shutil.copy(self.path, folder / f"{self.assignment}.py"))


def attacks() -> list[Attack]:
    """The whole corpus, in the order of its files."""
    return [read(path) for path in sorted(HERE.glob("*/*.py"))]


def read(path: Path) -> Attack:
    """What a file of the corpus says of itself; nothing in it is run."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        statement.targets[0].id: ast.literal_eval(statement.value)
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
        and statement.targets[0].id in ("ASSIGNMENT", "SURFACE", "EARNS", "LIMIT")
    }
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return Attack(
        path,
        ast.get_docstring(tree) or "",
        told["ASSIGNMENT"],
        told["SURFACE"],
        told["EARNS"],
        "hand_in" in functions,
        told.get("LIMIT", ""),
    )
