"""`autograder grade`."""

import sys
from pathlib import Path

from autograder.cli.device import cuda_is_here, devices_of
from autograder.cli.ending import Unusable
from autograder.cli.output import printing, refuse_unwritable
from autograder.cli.progress import progress_line
from autograder.judge.grading import Terms, judging
from autograder.report.gradescope import write_results
from autograder.report.terminal import show
from autograder.spec.assignment import HINTS
from autograder.spec.course import find_course
from autograder.worker.launch import Launched


def grade_one(
    submission: Path,
    name: str,
    terms: Terms,
    results: Path | None,
    given: Path | None,
    launched: Launched,
) -> None:
    """Grade one hand-in, print the table and write results.json if it is asked for."""
    device = terms.devices
    devices_of(device)
    if terms.hints not in (None, *HINTS):
        raise Unusable(f"--hints must be one of {', '.join(HINTS)}, not {terms.hints!r}")
    if results is not None:
        refuse_unwritable("--results", results)
    course = find_course(given)
    with judging(course, name, launched=launched) as judge:
        if not submission.exists():
            raise Unusable(f"there is nothing at {submission}")
        if device != "cpu" and not cuda_is_here():
            print(
                f"autograder: --device {device}: this machine has no CUDA device; its points are "
                "told as not graded",
                file=sys.stderr,
            )
        with progress_line() as progress:
            report = judge.grade_path(submission, terms, progress)
    why = ""
    if results is not None:
        try:
            write_results(report, results, judge.assignment.gradescope)
        except OSError as error:
            why = f"--results {results} can't be written: {error.strerror}"
    with printing():
        show(report)
    if why:
        raise Unusable(why)
