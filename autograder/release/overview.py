"""The page that lists a course's assignments, from what their authors wrote."""

from textwrap import fill

from autograder.release.rules import rules_of
from autograder.report.explain import points
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import Course

HEAD = """# The assignments

<!-- Written by `make template` from each assignment.toml: never by hand. -->

Each assignment has a notebook that explains the idea, checks every function as it is written and
draws the experiments; a Python file to fill in; and questions that are answered in words, which are
graded by hand. Hours are what a student who has seen the lecture needs, by the authors' estimate.

| assignment | sheet | automatic points | by hand | hours |
| --- | --- | --- | --- | --- |
"""


def overview(course: Course) -> str:
    """The text of docs/assignments.md."""
    assignments = [read_assignment(course.folder(name)) for name in course.names()]
    return HEAD + "".join(map(_row, assignments)) + "".join(map(_section, assignments))


def _row(assignment: Assignment) -> str:
    name = assignment.name
    sums = f"{points(assignment.points)} | {points(assignment.written_points)}"
    return f"| [{name}](#{name}) | {assignment.sheet} | {sums} | {points(assignment.hours)} |\n"


def _section(assignment: Assignment) -> str:
    told = fill(f"**{assignment.title}.** {assignment.teaches}", 100)
    lines = [f"\n## {assignment.name}\n", f"{told}\n"]
    lines += ["| question | what it asks | points | runs on |", "| --- | --- | --- | --- |"]
    for question in assignment.questions:
        where = f"{question.library}, {' and '.join(question.devices)}"
        lines.append(
            f"| `{question.name}` | {question.title} | {points(question.points)} | {where} |"
        )
    for written in assignment.written:
        lines.append(
            f"| `{written.name}` | {written.title} | {points(written.points)} | graded by hand |"
        )
    if rules := rules_of(assignment):
        lines += ["", fill(rules, 100)]
    return "\n".join(lines) + "\n"
