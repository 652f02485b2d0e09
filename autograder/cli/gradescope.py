"""Grading as Gradescope asks: `python -m autograder /autograder`, in the folder of its zip.

A valid results.json is there before, is written anew after each question, and completed at the end.
What the platform must not show to students goes to the output, which only instructors see.
"""

import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.worker.launch import Launched, launch

if TYPE_CHECKING:
    from autograder.judge.grading import Terms
    from autograder.report.metadata import Metadata
    from autograder.report.report import QuestionReport
    from autograder.spec.assignment import Question
    from autograder.spec.course import Course
    from autograder.spec.gradescope import Gradescope

COURSE = "course"
"""Where the assignment lies, from the folder of the zip."""

ENDS_BEFORE = 120
"""Seconds before the platform's time limit at which no new case is begun."""


def main() -> None:
    """Grade what lies under the folder that the command names; ends with 0 whatever happens."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else "/autograder")
    launched = launch()  # before this process imports what takes long
    try:
        grade_under(root, Path.cwd() / COURSE, launched)
    except Exception:  # results.json holds what was graded; the instructor sees why
        traceback.print_exc()
    finally:
        launched.abandon()


def grade_under(root: Path, folder: Path, launched: Launched) -> None:
    """Grade the hand-in of a platform's folder against the one assignment of a course."""
    from autograder.report.gradescope import kept, write_told
    from autograder.report.metadata import read_metadata
    from autograder.report.policy import refusal
    from autograder.spec.assignment import read_assignment
    from autograder.spec.course import find_course

    course = find_course(folder)
    (name,) = course.names()
    metadata = read_metadata(root / "submission_metadata.json")
    refused = refusal(metadata, read_assignment(course.folder(name)).gradescope.attempts)
    if refused is not None:
        write_told(kept(refused), root / "results" / "results.json")
    else:
        _grade(root, course, name, metadata, launched)


def _grade(
    root: Path, course: "Course", name: str, metadata: "Metadata", launched: Launched
) -> None:
    from autograder.judge.grading import judging
    from autograder.report.gradescope import unfinished, write_results
    from autograder.report.policy import lateness
    from autograder.worker.client import ServiceError
    from autograder.worker.proof import UnsafeMachine

    results = root / "results" / "results.json"
    with judging(course, name, launched=launched) as judge:
        settings = judge.assignment.gradescope
        late = lateness(metadata, settings.late)

        def tell(question: "Question", done: Sequence["QuestionReport"]) -> None:
            print(f"grading {question.name}", flush=True)
            write_results(unfinished(judge.assignment, done), results, settings, late)

        try:
            report = judge.grade_path(handed_in(root / "submission"), terms_of(settings), tell)
        except (ServiceError, UnsafeMachine) as error:
            print(f"this machine can't run student code: {error}", flush=True)
            return
    write_results(report, results, settings, late)
    tier = f"; the confinement was {report.tier}" if report.tier else ""
    print(f"{report.score:g} of {report.points:g} points{tier}")
    for flag in report.flags:
        print(f"worth a look: {flag}")


def terms_of(settings: "Gradescope") -> "Terms":
    """Those of a grading that ends before the platform ends it."""
    from autograder.checking.examination import Pace
    from autograder.judge.grading import Terms

    return Terms(pace=replace(Pace(), grading=60 * settings.minutes - ENDS_BEFORE))


def handed_in(folder: Path) -> Path:
    """The folder, which the platform has unpacked; or the one zip in it that it has not."""
    files = list(folder.iterdir()) if folder.is_dir() else []
    return files[0] if len(files) == 1 and files[0].suffix == ".zip" else folder
