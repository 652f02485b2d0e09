"""`autograder merge`."""

from collections.abc import Sequence
from pathlib import Path

from autograder.cli.ending import Unusable
from autograder.cli.output import printing
from autograder.cli.reports import Files, read
from autograder.report.merge import MergeError, Named, merged
from autograder.report.report import Report
from autograder.report.terminal import show
from autograder.report.written import WrittenError, read_table, with_written


def merge_reports(paths: Sequence[Path], written: Path | None, files: Files) -> None:
    """Print and write what several reports of one submission come to, with the points by hand."""
    files.refuse_unwritable()
    try:
        report = merged([Named(str(path), read(path)) for path in paths])
    except MergeError as error:
        raise Unusable(str(error)) from error
    if written is not None:
        report = _with_written(report, written)
    whys = files.write(report)
    with printing():
        show(report)
    if whys:
        raise Unusable("; ".join(whys))


def _with_written(report: Report, path: Path) -> Report:
    try:
        return with_written(report, read_table(path))
    except WrittenError as error:
        raise Unusable(f"{path}: {error}") from error
