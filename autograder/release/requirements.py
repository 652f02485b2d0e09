"""What a zip needs installed, as this program's own metadata says it."""

import re
from collections.abc import Collection, Iterator
from importlib.metadata import requires

NOTEBOOK = 'extra == "notebook"'
"""What marks the requirements of those who run notebooks."""

JUPYTER = "jupyterlab>=4"
TESTS = "pytest"

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def requirements(libraries: Collection[str], *, notebook: bool) -> str:
    """The text of a student's requirements.txt: these libraries, pytest, what a notebook needs."""
    wanted = {TESTS, *libraries}
    lines = []
    for requirement, condition in _required():
        for_notebooks = notebook and condition == NOTEBOOK
        if for_notebooks or (not condition and _name_of(requirement) in wanted):
            lines.append(requirement)
    if notebook:
        lines.append(JUPYTER)
    return "\n".join(sorted(lines)) + "\n"


def names_of(libraries: Collection[str]) -> list[str]:
    """Those of the modules that are this program's requirements, by name."""
    names = {_name_of(requirement) for requirement, condition in _required() if not condition}
    return sorted(names & set(libraries))


def _required() -> Iterator[tuple[str, str]]:
    """Each requirement of this program, and the condition under which it is one."""
    for requirement in requires("autograder") or ():
        named, _, condition = requirement.partition(";")
        yield named.strip(), condition.strip()


def _name_of(requirement: str) -> str:
    """A requirement's distribution; for what is needed here, its module has the same name."""
    found = _NAME.match(requirement)
    return found[0].lower() if found else ""
