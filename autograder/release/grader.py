"""What every platform's zip holds: the grader, an assignment with its answers, what to install.

The platform keeps it where students don't get; in the grading itself the confinement does.
"""

from collections.abc import Collection
from importlib.metadata import version

from autograder.release.program import GRADERS, program_of
from autograder.release.requirements import names_of
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course, SpecError

COURSE = "course"
"""The folder of the zip that holds the one assignment, laid out as a course is."""

KEPT = ("assignment.toml", "exercises.py", "cases.py", "tolerances.toml", "submissions/wrong/*.py")
"""The files of an assignment that a grading reads; the wrong solutions tell mistakes apart."""


def grader_files(
    assignment: Assignment, course: Course, entries: tuple[str, ...] = GRADERS
) -> dict[str, bytes]:
    """The files by their paths in the zip; SpecError for one that can't be read."""
    program = program_of(entries)
    return {
        **program.files,
        **_course_files(assignment, course),
        "requirements.txt": pinned({*program.libraries, *assignment.libraries}).encode(),
    }


def pinned(libraries: Collection[str]) -> str:
    """The text of requirements.txt: the very versions that the assignment was audited with."""
    pins = [f"{name}=={version(name).split('+')[0]}" for name in names_of(libraries)]
    return "\n".join(pins) + "\n"


def _course_files(assignment: Assignment, course: Course) -> dict[str, bytes]:
    reference = course.root / "reference" / f"{assignment.module}.py"
    paths = [path for pattern in KEPT for path in sorted(assignment.folder.glob(pattern))]
    try:
        return {
            f"{COURSE}/{path.relative_to(course.root).as_posix()}": path.read_bytes()
            for path in [*paths, reference]
        }
    except OSError as error:
        raise SpecError(f"{error.filename} can't be read: {error.strerror}") from error
