"""`autograder new`."""

import shlex
from collections import Counter
from pathlib import Path

from autograder.release.scaffold import scaffold
from autograder.spec.course import Course, find_course

NEXT = """
It asks for a softmax, and passes its audit. Make it yours file by file, the reference first; the
autograder's docs/authors.md is the guide. Next:

  autograder audit {name}{course}
  autograder template{course}
  autograder grade {reference} --assignment {name}{course}"""


def new_assignment(name: str, given: Path | None) -> None:
    """Write a new assignment, and say what was written and what to do with it."""
    course = _course(given)
    files = scaffold(name, course)
    print(f"Written in {course.root}:\n")
    folders = Counter(path.parent for path in files)
    for path in files:
        if path.parent.parent.name != "submissions":
            print(f"  {path}")
        elif count := folders.pop(path.parent, 0):
            print(f"  {path.parent}/  {count} solutions")
    reference = course.root / "reference" / f"{name}.py"
    if reference.is_relative_to(Path.cwd()):
        reference = reference.relative_to(Path.cwd())
    where = f" --course {shlex.quote(str(given))}" if given else ""
    print(NEXT.format(name=name, course=where, reference=shlex.quote(str(reference))))


def _course(given: Path | None) -> Course:
    """The course that is meant; a folder that is named may be one that is yet to be filled."""
    if given is not None and given.is_dir():
        names = {path.name for path in given.iterdir()}
        if all(name.startswith(".") for name in names):
            return Course(given.resolve())
    return find_course(given)
