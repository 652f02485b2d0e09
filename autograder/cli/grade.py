"""`autograder grade`."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from autograder.cli.device import cuda_is_here, devices_of, memory_of
from autograder.cli.ending import Unusable
from autograder.cli.output import printing
from autograder.cli.progress import progress_line
from autograder.cli.reports import Files
from autograder.judge.grading import Terms, judging
from autograder.report.terminal import show
from autograder.spec.assignment import HINTS
from autograder.spec.course import find_course
from autograder.worker.confinement import Limits
from autograder.worker.launch import Launched

Board = Sequence[Mapping[str, Any]]


def grade_one(
    submission: Path,
    name: str,
    terms: Terms,
    files: Files,
    given: Path | None,
    gpu_memory: str,
    launched: Launched,
) -> None:
    """Grade one hand-in, print the table and write the files that are asked for."""
    device = terms.devices
    devices_of(device)
    limits = Limits(gpu_memory=memory_of(gpu_memory))
    if terms.hints not in (None, *HINTS):
        raise Unusable(f"--hints must be one of {', '.join(HINTS)}, not {terms.hints!r}")
    files.refuse_unwritable()
    course = find_course(given)
    with judging(course, name, limits=limits, launched=launched) as judge:
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
    rows: Board = ()
    if files.results and device != "cpu" and judge.assignment.track and cuda_is_here():
        from autograder.cli.track import rows_of

        rows = rows_of(submission, judge.assignment, course, allow_unsafe=terms.allow_unsafe)
    whys = files.write(report, judge.assignment.gradescope, rows)
    with printing():
        show(report)
    if whys:
        raise Unusable("; ".join(whys))
