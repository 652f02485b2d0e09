"""Holds a graded class against its truth: `python -m tests.synthetic.matching FOLDER STORE`.

Told is every hand-in whose points, or whose mistakes as grading found them, are others than it was
made with; ends with 1 if there is one.
"""

import argparse
import math
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from autograder.classroom.store import Row, reading
from autograder.report.report import Report
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.synthetic.comparing import Answers
from tests.synthetic.truth import HandInTruth, Kind, Truth, read_truth

ROOT = Path(__file__).parents[2]
SEEDS = ("1", "2")

Alike = Callable[[str, str], bool]
"""Whether no case tells two mistakes apart, by name."""


def mismatches(truth: Truth, store: Path, alike: Alike) -> Iterator[str]:
    """A sentence for each thing that grading found otherwise than it was planted."""
    with reading(store) as read:
        rows = {row.name: row for row in read.rows(truth.assignment)}
        for planted in truth.hand_ins:
            if planted.name not in rows:
                yield f"{planted.name} ({planted.kind}) has no row"
                continue
            row = rows.pop(planted.name)
            report = read.report(truth.assignment, planted.name)
            for what in (*_points(planted, row), *_mistakes(planted, report, alike)):
                yield f"{planted.name} ({planted.kind}): {what}"
        yield from (f"{name} was graded, and isn't of the class" for name in rows)


def _points(planted: HandInTruth, row: Row) -> Iterator[str]:
    """What is wrong with the points."""
    earned = {score.question: score for score in row.scores}
    if earned.keys() != planted.points.keys():
        yield f"graded are {sorted(earned)}, asked were {sorted(planted.points)}"
        return
    for question, known in planted.points.items():
        score = earned[question]
        if known is None and score.score >= score.points:
            yield f"{question} lost no points"
        if known is not None and not math.isclose(score.score, known, abs_tol=1e-6):
            yield f"{question} earned {score.score:g} points, not {known:g}"


def _mistakes(planted: HandInTruth, report: Report | None, alike: Alike) -> Iterator[str]:
    """What is wrong with the mistakes: each that was planted is found, and no other."""
    if report is None:
        yield "there is no report"
        return
    missing = list(planted.mistakes)
    for names in sorted(found(report)):
        meant = [name for name in planted.mistakes if name in names]
        if len(meant) != 1 or not all(alike(meant[0], name) for name in names):
            yield f"found is {' or '.join(names)}, planted {', '.join(planted.mistakes) or 'none'}"
        missing = [name for name in missing if name not in meant]
    yield from (f"{name} is not found" for name in missing)
    if planted.kind is Kind.ATTACK and not report.flags:
        yield "nothing in it is told to be worth a look"


def found(report: Report) -> set[tuple[str, ...]]:
    """The known mistakes behind the failures of a hand-in: those that look alike together."""
    verdicts = (verdict for question in report.questions for verdict in question.failures)
    return {tuple(sorted(verdict.mistakes)) for verdict in verdicts if verdict.mistakes}


def compared(name: str, course: Course) -> Alike:
    """Compares the outputs of wrong examples of an assignment, once it is asked."""

    @cache
    def answers() -> Answers:
        return Answers(read_assignment(course.folder(name)), course, SEEDS)

    return lambda one, other: one == other or answers().are_alike(one, other)


def main() -> int:
    """Tell what doesn't match, and how much does."""
    parser = argparse.ArgumentParser(prog="python -m tests.synthetic.matching", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("store", type=Path, metavar="STORE")
    asked = parser.parse_args()
    truth = read_truth(asked.folder)
    told = list(mismatches(truth, asked.store, compared(truth.assignment, Course(ROOT))))
    print("\n".join(told), end="\n" if told else "")
    wrong = {what.partition(" ")[0] for what in told}
    count = len(truth.hand_ins)
    print(f"{count - len(wrong):,} of {count:,} hand-ins were graded as they were made")
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
