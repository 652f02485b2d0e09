"""The zip that students get: their template, and the part of the program that checks it."""

from autograder.checking.archive import Date, archive
from autograder.checking.stored import FILE
from autograder.judge.reference import reference_source
from autograder.release.program import STUDENTS, program_of
from autograder.release.requirements import requirements
from autograder.release.template import has_notebook, texts
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course, SpecError

MAKEFILE = """\
PYTHON ?= python3

.PHONY: install check test submission

install:
	"$(PYTHON)" -m pip install -r requirements.txt

check:
	@"$(PYTHON)" -m autograder check

test:
	@"$(PYTHON)" -m pytest

submission:
	@"$(PYTHON)" -m autograder submission
"""


def student_zip(assignment: Assignment, course: Course, date: Date) -> bytes:
    """The bytes of the zip, of the template as it stands in the course."""
    files = template_files(assignment, course) | program_files(assignment)
    return archive({f"{assignment.name}/{path}": files[path] for path in files}, date)


def template_files(assignment: Assignment, course: Course) -> dict[str, bytes]:
    """The files of the template that the program has written, as they stand in the course.

    Whatever else lies in that folder stays there.
    """
    folder = course.template(assignment.name)
    names = [*texts(assignment, reference_source(course.root, assignment.module)), FILE]
    try:
        return {name: (folder / name).read_bytes() for name in names}
    except OSError as error:
        raise SpecError(f"{error.filename} can't be read: {error.strerror}") from error


def program_files(assignment: Assignment) -> dict[str, bytes]:
    """What makes the template work by itself: the program's part, and how to install the rest."""
    program = program_of(STUDENTS)
    needed = requirements(program.libraries, notebook=has_notebook(assignment))
    return {
        **program.files,
        "requirements.txt": needed.encode(),
        "Makefile": MAKEFILE.encode(),
    }
