"""A class is graded as it was made: every mistake that was planted is found, and no other."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.checking.examination import Pace
from autograder.classroom.engine import on_this_machine
from autograder.classroom.jobs import Event, Job, Work, done
from autograder.classroom.record import writing
from autograder.classroom.results import results_of
from autograder.classroom.run import ClassRun
from autograder.classroom.store import reading
from autograder.classroom.submissions import hand_ins
from autograder.report.class_report.failures import mistakes_of
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.classroom.classes import run_over as run_over_relu
from tests.classroom.classes import small_course, written
from tests.report.reports import FAILED, PASSED, question, report_of, verdict
from tests.synthetic.matching import compared, found, mismatches
from tests.synthetic.truth import HAND_INS, HandInTruth, Kind, Truth
from tests.synthetic.writing import write_class

COURSE = Course(Path(__file__).parents[2])
NAME, COUNT, SEED = "activations", 20, 4
PACE = Pace(case=2, load=10)
"""Who runs for ever takes four seconds of a test, not twenty."""


def test_a_class_is_graded_as_it_was_made(tmp_path: Path) -> None:
    """Each hand-in gets its points; mistakes are found as often as planted, in these hand-ins."""
    truth, assignment = write_class(tmp_path, COURSE, NAME, COUNT, SEED), COURSE.folder(NAME)
    store, asked = tmp_path / "grades.db", read_assignment(assignment)
    questions = [(q.name, q.title, q.points) for q in asked.questions]

    def engine(work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        quick = replace(work, terms=replace(work.terms, pace=PACE))
        return on_this_machine(quick, jobs, 1)

    with hand_ins(tmp_path / HAND_INS, NAME) as handed_in, writing(store) as record:
        graded_by = record.begin(NAME, asked.title, questions, SEED)
        tally = ClassRun(handed_in, asked, COURSE, record, graded_by).grade(engine)
    assert (tally.graded, tally.set_aside) == (COUNT, [])
    assert {each.kind for each in truth.hand_ins} == {*Kind}
    assert list(mismatches(truth, store, compared(NAME, COURSE))) == []
    planted = Counter(name for each in truth.hand_ins for name in each.mistakes)
    with reading(store) as read:
        reports = [read.report(NAME, row.name) for row in read.rows(NAME)]
        ranked = mistakes_of(results_of(read, NAME))
    counted = Counter(name for report in reports if report for (name,) in found(report))
    assert counted == planted
    assert {names: len(made.hand_ins) for made in ranked for names in made.names} == planted
    ranks = [len(made.hand_ins) for made in ranked]
    assert ranks == sorted(ranks, reverse=True)
    assert planted.total() >= COUNT / 4


POINTS = {"relu_forward": 10.0, "relu_backward": 10.0}
RIGHT = HandInTruth("ada.py", (), Kind.RIGHT, "file", (), (), POINTS)
WRONG = HandInTruth(
    *("bob.py", (), Kind.MISTAKE, "file", ("halved",), ("relu_forward",)),
    POINTS | {"relu_forward": None},
)
EITHER = replace(WRONG, name="cy.py")
FOUND: dict[str, tuple[str, ...]] = {
    "ada.py": (),
    "bob.py": ("halved",),
    "cy.py": ("half", "halved"),
}
"""What a grading that is made up has found in relu_forward."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of that grading."""

    def made_up(work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        for job in jobs:
            names = FOUND[job.name]
            forward = replace(
                verdict(FAILED if names else PASSED, question="relu_forward"), mistakes=names
            )
            backward = verdict(PASSED, question="relu_backward")
            report = report_of(
                question(forward, name="relu_forward"), question(backward, name="relu_backward")
            )
            yield done(job, report)

    folder = written(tmp_path / "class", {name: f"# {name}\n" for name in FOUND})
    run_over_relu(folder, small_course(tmp_path / "course"), tmp_path / "made.db", made_up)
    return tmp_path / "made.db"


def told(store: Path, *hand_ins: HandInTruth) -> list[str]:
    """What doesn't match a truth."""
    truth = Truth("relu", len(hand_ins), 1, False, hand_ins)
    return list(mismatches(truth, store, lambda one, other: {one, other} <= {"half", "halved"}))


def test_what_was_graded_as_it_was_made_is_not_told(store: Path) -> None:
    assert told(store, RIGHT, WRONG, EITHER) == []


LIES: dict[str, tuple[HandInTruth, str]] = {
    "a mistake that nobody found": (replace(RIGHT, mistakes=("sign",)), "sign is not found"),
    "a mistake that was not planted": (
        replace(WRONG, mistakes=()),
        "found is halved, planted none",
    ),
    "another mistake": (replace(WRONG, mistakes=("sign",)), "found is halved, planted sign"),
    "other points": (
        replace(RIGHT, points=POINTS | {"relu_backward": 5.0}),
        "relu_backward earned 10 points, not 5",
    ),
    "points that were not lost": (
        replace(RIGHT, points=POINTS | {"relu_forward": None}),
        "relu_forward lost no points",
    ),
    "other questions": (replace(RIGHT, points={"relu_forward": 10.0}), "graded are"),
    "a hand-in that isn't there": (replace(RIGHT, name="dee.py"), "dee.py (right) has no row"),
    "an attack that nobody flagged": (replace(RIGHT, kind=Kind.ATTACK), "worth a look"),
}


@pytest.mark.parametrize(("lie", "what"), LIES.values(), ids=LIES)
def test_what_was_graded_otherwise_is_told(lie: HandInTruth, what: str, store: Path) -> None:
    of_class = {each.name: each for each in (RIGHT, WRONG, EITHER)}
    (sentence, *_) = told(store, *(of_class | {lie.name: lie}).values())
    assert what in sentence


def test_mistakes_that_a_case_tells_apart_are_not_one(store: Path) -> None:
    truth = Truth("relu", 3, 1, False, (RIGHT, WRONG, EITHER))
    (sentence,) = mismatches(truth, store, lambda one, other: one == other)
    assert sentence == "cy.py (mistake): found is half or halved, planted halved"


def test_a_hand_in_that_is_of_no_class_is_told(store: Path) -> None:
    assert told(store, RIGHT, WRONG) == ["cy.py was graded, and isn't of the class"]
