"""`autograder tolerances`."""

from pathlib import Path

from autograder.audit.tolerances import measured_tolerances, written
from autograder.spec.assignment import read_assignment
from autograder.spec.course import find_course


def measure(names: list[str], seeds: int, given: Path | None) -> None:
    """Measure and write the tolerances of the named assignments, or of all."""
    course = find_course(given)
    for name in names or course.names():
        assignment = read_assignment(course.folder(name))
        measured = measured_tolerances(assignment, course, seeds)
        path = assignment.folder / "tolerances.toml"
        path.write_text(written(measured, seeds), encoding="utf-8")
        loosest = max((entry.allowed for entry in measured.values()), default=1.0)
        print(f"{name}: {len(measured)} outputs measured, the loosest allows {loosest:g} units")
