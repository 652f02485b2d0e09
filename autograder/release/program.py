"""The parts of the program that travel in zips: what the commands there import, no more.

Found by following imports through the source, those inside functions too.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import autograder

STUDENTS = ("autograder.cli.student", "autograder.checking.stored", "autograder.checking.notebook")
"""What a student's folder begins with: the commands, the local tests, the notebook's checks."""

GRADERS = ("autograder.cli.gradescope", "autograder.worker.breakout")
"""What a platform's zip begins with: the command, and what the trial of the confinement sends."""

OTTER = ("autograder.cli.otter", "autograder.worker.breakout")
"""What otter's zip begins with, in the same way: the plugin is its command."""

ENTRY = "autograder/__main__.py"
START = '''"""`python -m autograder` in this folder."""

from {module} import main

main()
'''

NOTICE = "autograder/LICENSE"


@dataclass(frozen=True)
class Program:
    """Its files by their paths, and the modules of others that they import."""

    files: dict[str, bytes]
    libraries: frozenset[str]


def program_of(entries: tuple[str, ...]) -> Program:
    """The part of this program that these modules need; the first of them is its command."""
    package = Path(autograder.__file__).parent
    program = followed(entries, package)
    program.files[ENTRY] = START.format(module=entries[0]).encode()
    notice = package.parent / "LICENSE"
    if notice.is_file():
        program.files[NOTICE] = notice.read_bytes()
    return program


def followed(entries: tuple[str, ...], package: Path) -> Program:
    """These modules of a package, and all that they import of it, however far away."""
    files: dict[str, bytes] = {}
    libraries: set[str] = set()
    ahead = list(entries)
    while ahead:
        name = ahead.pop()
        around, _, _ = name.rpartition(".")
        if name.split(".")[0] != package.name:
            libraries.add(name.split(".")[0])
            continue
        path = _file_of(name, package)
        if path is not None and path.as_posix() not in files:
            source = (package.parent / path).read_bytes()
            files[path.as_posix()] = source
            ahead += [*_imported(source), *filter(None, [around])]
    return Program(files, frozenset(libraries))


def _file_of(module: str, package: Path) -> Path | None:
    """A module's file, from the folder around the package; None for what is a name in one."""
    path = Path(*module.split("."))
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if (package.parent / file).is_file():
            return file
    return None


def _imported(source: bytes) -> Iterator[str]:
    """What a module imports: modules, and names in modules, which may be modules as well."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
