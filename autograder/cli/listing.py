"""`autograder list`."""

from pathlib import Path

from autograder.report.explain import points
from autograder.spec.assignment import read_assignment
from autograder.spec.course import find_course


def list_assignments(given: Path | None) -> None:
    """Print every assignment with its questions, points and devices."""
    course = find_course(given)
    if not course.names():
        print(f"There is no assignment in {course.root / 'assignments'} yet.")
    for index, name in enumerate(course.names()):
        assignment = read_assignment(course.folder(name))
        width = max(len(question.name) for question in assignment.questions)
        print(
            "\n" * (index > 0) + f"{name}: {assignment.title} ({points(assignment.points)} points)"
        )
        for question in assignment.questions:
            where = ", ".join(question.devices)
            print(
                f"  {question.name:<{width}}  {points(question.points):>5}  "
                f"{question.title} ({question.library} on {where})"
            )
