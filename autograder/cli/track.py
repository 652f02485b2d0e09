"""`autograder track`."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.checking.submission import SubmissionError, open_submission
from autograder.cli.device import cuda_is_here
from autograder.cli.ending import Unusable
from autograder.cli.output import printing, refuse_unwritable
from autograder.cli.progress import status_line
from autograder.report.files import write_whole
from autograder.report.track import board, track_data, track_text
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import Course, SpecError, find_course
from autograder.worker.client import ServiceError
from autograder.worker.launch import Launched, launch

DEVICES = ("cuda", "cpu")


def track_one(
    path: Path,
    name: str,
    device: str,
    record: Path | None,
    given: Path | None,
    launched: Launched,
    allow_unsafe: bool,
) -> None:
    """Time one hand-in, print its heats, and write the file that is asked for."""
    if device not in DEVICES:
        raise Unusable(f"--device must be one of {', '.join(DEVICES)}, not {device!r}")
    if record is not None:
        refuse_unwritable("--json", record)
    course = find_course(given)
    assignment = read_assignment(course.folder(name))
    if assignment.track is None:
        raise SpecError(f"{name} has no speed track: no [track] in its assignment.toml")
    if device == "cuda" and not cuda_is_here():
        raise Unusable("--device cuda: this machine has no CUDA device; cpu is a stand-in")
    try:
        submission = open_submission(path, assignment.track.module)
    except SubmissionError as error:
        raise Unusable(str(error)) from error

    from autograder.judge.track import track_judging

    with track_judging(course, name, device, launched=launched) as judge, status_line() as tell:
        tell(f"timing {path.name}")
        report = judge.time(submission, allow_unsafe=allow_unsafe)
    if record is not None:
        try:
            write_whole(track_data(report), record)
        except OSError as error:
            raise Unusable(f"--json {record} can't be written: {error.strerror}") from error
    with printing():
        print(track_text(report))


def rows_of(
    path: Path, assignment: Assignment, course: Course, *, allow_unsafe: bool
) -> Sequence[Mapping[str, Any]]:
    """The rows of the leaderboard that a hand-in is on; none where it isn't, or can't be timed."""
    if assignment.track is None:
        return []
    try:
        submission = open_submission(path, assignment.module)
    except SubmissionError:
        return []
    if f"{assignment.track.module}.py" not in submission.files:
        return []

    from autograder.judge.track import track_judging

    launched = launch()
    try:
        with track_judging(course, assignment.name, "cuda", launched=launched) as judge:
            return board(judge.time(submission, allow_unsafe=allow_unsafe))
    except ServiceError as error:  # of the machine: the points are none the worse for it
        print(f"autograder: the speed track was not timed: {error}", file=sys.stderr)
        return []
    finally:
        launched.abandon()
