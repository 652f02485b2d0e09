"""`autograder template`."""

from pathlib import Path

from autograder.cli.ending import Unusable
from autograder.release.overview import overview
from autograder.release.template import stale_files, write_template
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course, find_course
from autograder.spec.markers import MarkerError

OVERVIEW = Path("docs") / "assignments.md"


def _write_overview(check: bool, course: Course) -> None:
    """The page that lists the assignments, in a course that has a folder for its pages."""
    path = course.root / OVERVIEW
    if not path.parent.is_dir():
        return
    text = overview(course)
    if not check:
        path.write_text(text, encoding="utf-8")
    elif not path.is_file() or path.read_text(encoding="utf-8") != text:
        raise Unusable(f"{OVERVIEW} is stale; run `make template`")


def write_templates(check: bool, given: Path | None) -> None:
    """Write every template, or only see whether each is current."""
    course = find_course(given)
    stale = []
    for name in course.names():
        assignment = read_assignment(course.folder(name))
        try:
            if check:
                stale += [f"{name}/{file}" for file in stale_files(assignment, course)]
            else:
                write_template(assignment, course)
                print(f"{name}: {course.template(name)}")
        except MarkerError as error:
            raise Unusable(f"reference/{assignment.module}.py, {error}") from error
    if stale:
        raise Unusable(f"stale in student_template/: {', '.join(stale)}; run `make template`")
    _write_overview(check, course)
    if check:
        print("Every template is current.")
