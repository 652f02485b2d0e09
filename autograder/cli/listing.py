"""`autograder list`."""

from pathlib import Path

from autograder.report.explain import points
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import find_course


def list_assignments(given: Path | None) -> None:
    """Print every assignment with its questions, points and devices."""
    course = find_course(given)
    if not course.names():
        print(f"There is no assignment in {course.root / 'assignments'} yet.")
    for index, name in enumerate(course.names()):
        assignment = read_assignment(course.folder(name))
        names = [q.name for q in assignment.questions] + [q.name for q in assignment.written]
        width = max(map(len, names))
        print("\n" * (index > 0) + f"{name}: {assignment.title} ({_points(assignment)})")
        for question in assignment.questions:
            where = ", ".join(question.devices)
            print(
                f"  {question.name:<{width}}  {points(question.points):>5}  "
                f"{question.title} ({question.library} on {where})"
            )
        for written in assignment.written:
            print(
                f"  {written.name:<{width}}  {points(written.points):>5}  {written.title} (by hand)"
            )


def _points(assignment: Assignment) -> str:
    """How many points are graded by whom."""
    automatic = f"{points(assignment.points)} points"
    if not assignment.written:
        return automatic
    return f"{automatic} automatic, {points(assignment.written_points)} by hand"
