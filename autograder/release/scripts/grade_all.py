"""Grades the hand-ins of a folder with the program of an unpacked zip; prints a line for each.

    python grade_all.py COURSE HAND-IN...

A hand-in is a folder of its own, or in one. A line is JSON: that folder's name, the points by
question and what failed first in it, and why it could not be graded, or "".
The hidden cases of all of them are the same, and no mistake is explained: right or wrong is asked.
"""

import json
import sys
from pathlib import Path

from autograder.judge.grading import Terms, judging
from autograder.report.explain import summary
from autograder.spec.course import Course

SEED = 0
LIFETIME = 7_200
"""Seconds that the service may live: it grades some hundred hand-ins."""


def main() -> None:
    """Grade them all in one service."""
    course = Course(Path(sys.argv[1]).resolve())
    (assignment,) = course.names()
    with judging(course, assignment, lifetime=LIFETIME) as judge:
        for path in map(Path, sys.argv[2:]):
            report = judge.grade_path(path, Terms(seed=SEED, hints="none"))
            points = {question.name: question.score for question in report.questions}
            name = path.name if path.is_dir() else path.parent.name
            first = {q.name: summary(q) for q in report.questions if q.failures}
            line = {"name": name, "points": points, "first": first, "problem": report.problem}
            print(json.dumps(line), flush=True)


main()
