"""A new assignment to begin with: one question, which passes the audit as it stands.

Its files lie in starter/ as in a course, with NAME for the name of the assignment.
"""

import keyword
import os
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from tempfile import TemporaryDirectory

from autograder.spec.assignment import LIBRARIES
from autograder.spec.course import Course, SpecError

STARTER = Path(__file__).with_name("starter")
PLACEHOLDER = "NAME"

MODULE_NAME = re.compile(r"[a-z][a-z0-9_]*")
OTHERS = {"autograder", "exercises", "conftest", *LIBRARIES}
"""Modules that are there beside a hand-in, or that it is imported with."""


def scaffold(name: str, course: Course) -> list[Path]:
    """Write it, all of it or nothing; the files, by their paths in the course.

    SpecError tells why not: the name is none, or taken, or the folder can't be written to.
    """
    if why := why_not(name, course):
        raise SpecError(why)
    texts = starter(name)
    try:
        with TemporaryDirectory(dir=course.root, prefix=".new-") as made:
            for path, text in texts.items():
                (made / path).parent.mkdir(parents=True, exist_ok=True)
                (made / path).write_text(text, encoding="utf-8")
            for path in _targets(name):
                (course.root / path).parent.mkdir(exist_ok=True)
            for path in _targets(name):
                os.rename(made / path, course.root / path)
    except OSError as error:
        raise SpecError(f"{course.root} can't be written to: {error.strerror}") from error
    return list(texts)


def why_not(name: str, course: Course) -> str:
    """Why there can't be a new assignment of that name; "" if there can."""
    if not MODULE_NAME.fullmatch(name) or keyword.iskeyword(name) or name.startswith("test_"):
        return (
            f"{name!r} can't be the name of a Python file to hand in: small letters, digits and _ "
            "can, a letter first, but no keyword, nor what begins with test_"
        )
    if name in OTHERS | sys.stdlib_module_names | packages_distributions().keys():
        return f"{name!r} is a module already, which a hand-in of that name would hide"
    taken = [*_targets(name), Path("student_template") / name]
    for path in taken:
        if os.path.lexists(course.root / path):
            return f"{name!r} is taken: there is {course.root / path}"
    return ""


def starter(name: str) -> dict[Path, str]:
    """Every file of an assignment of that name, by its path in a course."""
    return {
        Path(_named(path.relative_to(STARTER).as_posix(), name)): _named(
            path.read_text(encoding="utf-8"), name
        )
        for path in sorted(STARTER.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"  # those of an installed package
    }


def _targets(name: str) -> list[Path]:
    """What is put into the course."""
    return [Path("reference") / f"{name}.py", Path("assignments") / name]


def _named(text: str, name: str) -> str:
    return re.sub(rf"\b{PLACEHOLDER}\b", name, text)
