"""`autograder grade`."""

import sys
from pathlib import Path

from autograder.cli.app import Unusable
from autograder.cli.device import cuda_is_here, devices_of
from autograder.cli.progress import progress_line
from autograder.judge.grading import Terms, judging
from autograder.report.gradescope import write_results
from autograder.report.terminal import show
from autograder.spec.course import find_course
from autograder.worker.launch import Launched


def grade_one(
    submission: Path,
    name: str,
    device: str,
    seed: int | None,
    results: Path | None,
    given: Path | None,
    launched: Launched,
) -> None:
    """Grade one hand-in, print the table and write results.json if it is asked for."""
    devices_of(device)
    if results is not None and results.is_dir():
        raise Unusable(f"--results {results} is a folder: name a file")
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
            report = judge.grade_path(submission, Terms(device, seed), progress)
    if results is not None:
        try:
            write_results(report, results)
        except OSError as error:
            raise Unusable(f"--results {results} can't be written: {error.strerror}") from error
    show(report)
