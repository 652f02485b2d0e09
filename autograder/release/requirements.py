"""What a student's folder needs installed, as this program's own metadata says it."""

import re
from collections.abc import Collection
from importlib.metadata import requires

NOTEBOOK = 'extra == "notebook"'
"""What marks the requirements of those who run notebooks."""

JUPYTER = "jupyterlab>=4"
TESTS = "pytest"

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def requirements(libraries: Collection[str], *, notebook: bool) -> str:
    """The text of requirements.txt: these libraries, pytest, and what a notebook needs."""
    wanted = {TESTS, *libraries}
    lines = []
    for requirement in requires("autograder") or ():
        named, _, condition = requirement.partition(";")
        for_notebooks = notebook and condition.strip() == NOTEBOOK
        if for_notebooks or (not condition and _name_of(named) in wanted):
            lines.append(named.strip())
    if notebook:
        lines.append(JUPYTER)
    return "\n".join(sorted(lines)) + "\n"


def _name_of(requirement: str) -> str:
    """A requirement's distribution; for what students need, its module has the same name."""
    found = _NAME.match(requirement)
    return found[0].lower() if found else ""
