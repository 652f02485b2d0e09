"""`autograder template`."""

from pathlib import Path

from autograder.cli.app import Unusable
from autograder.release.stub import MarkerError
from autograder.release.template import stale_files, write_template
from autograder.spec.assignment import read_assignment
from autograder.spec.course import find_course


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
    if check:
        print("Every template is current.")
