"""Classes that the tests of this folder grade: small ones of relu, and large ones.

`python -m tests.classroom.classes FOLDER COUNT ASSIGNMENT` writes a large one: synthetic hand-ins
without mischief, each with a content of its own.
"""

import shutil
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.checking.submission import Submission
from autograder.classroom.digests import digests_of
from autograder.classroom.jobs import Done, Event, Job, Work, done, unpacked, versions_here
from autograder.classroom.record import writing
from autograder.classroom.run import ClassRun, Engine, Tally
from autograder.classroom.store import reading
from autograder.classroom.submissions import hand_ins
from autograder.judge.grading import Terms
from autograder.report.report import Report
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from tests.report.reports import FAILED, PASSED, question, report_of, verdict
from tests.synthetic.drawing import WITHOUT_MISCHIEF, Drawing
from tests.synthetic.forms import write

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "bench" / "course"
RIGHT = (SMALL / "reference" / "relu.py").read_text()
HALVED = RIGHT.replace("np.maximum(x, 0)", "np.maximum(x, 0) / 2")
ENDLESS = f"{RIGHT}\n\ndef relu_backward(dout, cache):\n    while True: pass\n"
ENDS_ITSELF = f"{RIGHT}\n\ndef relu_backward(dout, cache):\n    import os; os._exit(3)\n"
NO_PYTHON = "def relu_forward(x:\n"
SEED = 7

FIVE = {
    "ada.py": RIGHT,
    "bob.py": HALVED,
    "cy.py": NO_PYTHON,
    "dee.py": ENDS_ITSELF,
    "eve.py": f"{RIGHT}\n# the same in other words\n",
}


def small_course(folder: Path) -> Course:
    """A course of its own, whose files a test may change."""
    shutil.copytree(SMALL, folder)
    return Course(folder)


def written(folder: Path, files: dict[str, str]) -> Path:
    """A folder with these files in it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def run_over(
    folder: Path, course: Course, store: Path, engine: Engine, seed: int | None = None
) -> Tally:
    """Grade a class of relu into a store."""
    assignment = read_assignment(course.folder("relu"))
    questions = [(q.name, q.title, q.points) for q in assignment.questions]
    with hand_ins(folder, "relu") as found, writing(store) as record:
        graded_by = record.begin("relu", assignment.title, questions, seed)
        return ClassRun(found, assignment, course, record, graded_by).grade(engine)


class Pretended:
    """An engine that grades nothing: who wrote `/ 2` has every question wrong, all others right.

    jobs  what it was given: a hand-in's name and the questions
    """

    def __init__(self) -> None:
        self.jobs: list[tuple[str, tuple[str, ...]]] = []

    def __call__(self, work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        for job in jobs:
            self.jobs.append((job.name, job.questions))
            yield done(job, report_on(job))


def report_on(job: Job) -> Report:
    """A report that is made up."""
    source = job.submission.files["relu.py"] if job.submission else b""
    outcome = FAILED if b"/ 2" in source or not source else PASSED
    questions = (question(verdict(outcome, question=name), name=name) for name in job.questions)
    return replace(report_of(*questions), problem=job.problem)


def small_work(course: Course) -> Work:
    """What relu is graded by."""
    assignment = read_assignment(course.folder("relu"))
    digests = digests_of(assignment, course)
    terms = Terms(seed=SEED, hints="all")
    return Work(str(course.root), "relu", terms, digests, versions_here())


def small_jobs(files: dict[str, str]) -> Iterator[Job]:
    """A job for each, of all questions."""
    for name, text in files.items():
        submission = Submission("relu", {"relu.py": text.encode()})
        yield Job(name, submission, ("relu_forward", "relu_backward"))


def told(events: Sequence[Event]) -> dict[str, Report]:
    """The reports of those that were graded, without what differs from run to run."""
    return {
        event.name: replace(unpacked(event.report), seconds=0.0)
        for event in events
        if isinstance(event, Done)
    }


def stored(store: Path) -> dict[str, Report | None]:
    """The reports that a store holds, by hand-in, without what differs from run to run."""
    with reading(store) as read:
        found = {row.name: read.report("relu", row.name) for row in read.rows("relu")}
    return {
        name: replace(report, seconds=0.0) if report else None for name, report in found.items()
    }


def write_many(
    folder: Path, count: int, course: Course, name: str, questions: Collection[str] = ()
) -> None:
    """A synthetic class of so many, right ones and such with a mistake: each takes as long.

    questions  if they are named: wrong are those that fail one of them
    """
    drawing = Drawing(course, name, SEED, WITHOUT_MISCHIEF, questions)
    for hand_in in drawing.hand_ins(count):
        write(hand_in.files, folder)


if __name__ == "__main__":
    write_many(Path(sys.argv[1]), int(sys.argv[2]), Course(ROOT), sys.argv[3])
