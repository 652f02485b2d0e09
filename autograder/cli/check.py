"""`autograder check`: a student's own look at the public cases."""

import sys
from pathlib import Path

from autograder.checking.examination import Examination
from autograder.checking.stored import read_stored
from autograder.checking.submission import SubmissionError, open_submission
from autograder.checking.tolerance import read_tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.cli.device import cuda_is_here, devices_of
from autograder.cli.ending import Unusable
from autograder.cli.output import printing
from autograder.report.report import QuestionReport
from autograder.report.terminal import show_check
from autograder.worker.client import running_service
from autograder.worker.confinement import Limits

LIFETIME = 600
"""Seconds the service may live."""


def check_folder(folder: Path, device: str) -> None:
    """Judge the solution in a template's folder on its public cases; status 1 if any fails."""
    devices = devices_of(device)
    if not folder.is_dir():
        raise Unusable(f"there is no folder {folder}")
    if devices == ("cuda",) and not cuda_is_here():
        raise Unusable("--device cuda: this machine has no CUDA device")
    stored = read_stored(folder)
    tolerances = read_tolerances(folder / "tolerances.toml")
    exercises = folder / "exercises.py"
    if not exercises.is_file():
        raise Unusable(f"{exercises} is missing: take a fresh copy of it")
    libraries = sorted({"numpy", *(trial.library for trial in stored.trials)})
    with running_service(libraries, Limits(), LIFETIME) as service:
        try:
            submission = open_submission(folder, stored.module)
        except SubmissionError as error:
            raise Unusable(f"{folder}: {error}") from error
        examination = Examination(
            service,
            submission,
            exercises.read_text(encoding="utf-8"),
            tolerances,
            stored.expect,
        )
        reports = [
            QuestionReport(
                question.name,
                question.title,
                question.points,
                tuple(
                    verdict
                    for where in devices
                    for verdict in _verdicts(examination, stored.on(question.name, where))
                ),
            )
            for question in stored.questions
        ]
        examination.close()
    with printing():
        show_check(stored.title, reports)
    if any(report.failures for report in reports):
        sys.exit(1)


def _verdicts(examination: Examination, trials: list[Trial]) -> list[Verdict]:
    if trials and trials[0].device == "cuda" and not cuda_is_here():
        why = "this machine has no CUDA device"
        return [Verdict(trial, Outcome.NOT_GRADED, why) for trial in trials]
    return list(examination.question(trials))
