"""A class that is made up and stored: nothing of it was ever opened or graded."""

from dataclasses import replace
from pathlib import Path

from autograder.checking.submission import Submission
from autograder.classroom.export import Student
from autograder.classroom.jobs import Job, done
from autograder.classroom.record import writing
from autograder.classroom.submissions import HandIn
from autograder.report.report import WrittenReport
from tests.report.reports import FAILED, PASSED, question, report_of, verdict

LAYERS = "layers"

WRITTEN = WrittenReport("why", "Why", 5.0)


def store_class(store: Path, hand_ins: dict[str, tuple[Student, ...]]) -> None:
    """Everybody has 10 of 10 points, but whose hand-in is called wrong has 0, and lost no result.

    5 more points are to be given by hand.
    """
    with writing(store) as record:
        record.begin(LAYERS, "Layers", [("forward", "Forward", 10.0)], seed=1)
        for name, students in hand_ins.items():
            hand_in = HandIn(name, f"class/{name}", students, opened=_opened)
            if name == "lost":
                record.put_aside(LAYERS, hand_in, "three tries")
                continue
            outcome = FAILED if name == "wrong" else PASSED
            told = verdict(outcome, question="forward")
            forward = replace(told, mistakes=("mean_forgotten",))
            report = report_of(question(forward, name="forward", points=10.0), written=(WRITTEN,))
            job = Job(name, None, ("forward",))
            record.put(LAYERS, hand_in, f"digest of {name}", {"forward": name}, done(job, report))


def _opened(module: str) -> Submission:
    raise AssertionError(f"{module} is opened, and only what is stored was to be read")
