"""`autograder gradebook`: the scores of a class, as the programs that keep them read them."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from autograder.checking.messages import listed, presentable
from autograder.cli.ending import Unusable
from autograder.cli.output import printing, refuse_unwritable
from autograder.cli.reports import read
from autograder.report.canvas import CanvasError, Filled, filled
from autograder.report.explain import points
from autograder.report.files import write_whole
from autograder.report.nbgrader import table_of
from autograder.report.report import Report

UNKNOWN = 1
"""Exit status where a report is of a student whom the gradebook doesn't know."""

LARGEST = 64 << 20
"""Bytes of a gradebook; one of 2,000 students and 200 columns has about 4 million."""


def fill_canvas(template: Path, paths: Sequence[Path], column: str, out: Path) -> bool:
    """Write the gradebook with the scores in it; whether it knows every report's student."""
    refuse_unwritable("--out", out)
    text = _gradebook(template)
    reports = _by_student(paths)
    assignments = dict.fromkeys(report.assignment for report in reports.values())
    if len(assignments) > 1:
        raise Unusable(f"the reports are of {listed(list(assignments), 'and')}: one is one column")
    try:
        done = filled(text, column, {name: report.score for name, report in reports.items()})
    except CanvasError as error:
        raise Unusable(f"{template}: {presentable(str(error))}") from error
    _write(done.text, out)
    with printing():
        print(f"{out}: {_counted(len(done.filled), 'score')} in {presentable(done.column)}")
        if done.without:
            print(f"{_counted(done.without, 'student')} without a report: left as they were")
    _warn(_remarks(done, reports))
    return not done.unknown


def write_nbgrader(paths: Sequence[Path], out: Path) -> None:
    """Write the table of all reports."""
    refuse_unwritable("--out", out)
    reports = _by_student(paths)
    _write(table_of(reports), out)
    with printing():
        print(f"{out}: {_counted(len(reports), 'score')}")
    _warn(_unfinished(reports))


def _by_student(paths: Sequence[Path]) -> dict[str, Report]:
    """The reports by what their files are called, without the ending."""
    reports: dict[str, Report] = {}
    for path in paths:
        if path.stem in reports:
            raise Unusable(f"there are two reports of {path.stem}: one is {path}")
        reports[path.stem] = read(path)
    return reports


def _gradebook(path: Path) -> str:
    """The text of a gradebook; bytes that are no UTF-8 go through it as they are."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Unusable(f"{path} can't be read: {error.strerror}") from error
    if len(content) > LARGEST:
        raise Unusable(f"{path} is larger than {LARGEST >> 20} MB: that is no gradebook")
    if b"\0" in content:
        raise Unusable(f"{path} is no text as Canvas exports it: export it anew, as CSV")
    return content.decode("utf-8", "surrogateescape")


def _remarks(done: Filled, reports: Mapping[str, Report]) -> Iterable[str]:
    """What an instructor should look at."""
    if done.unknown:
        yield f"not in the gradebook, so nowhere filled in: {', '.join(done.unknown)}"
    if done.kept:
        yield f"excused or not assigned, so left as they were: {', '.join(done.kept)}"
    of = {round(report.points + report.by_hand, 4) for report in reports.values()}
    if done.possible is not None and of != {done.possible}:
        told = listed([points(most) for most in sorted(of)], "and")
        yield f"the column is of {points(done.possible)} points, the reports of {told}"
    yield from _unfinished(reports)


def _unfinished(reports: Mapping[str, Report]) -> Iterable[str]:
    """Whose scores are yet to grow."""
    for names, what in (
        ([name for name, r in reports.items() if r.by_hand], "points to be graded by hand"),
        ([name for name, r in reports.items() if r.not_graded], "points that were not graded"),
    ):
        if names:
            yield f"{what}, which count for nothing here: {', '.join(names)}"


def _warn(remarks: Iterable[str]) -> None:
    for remark in remarks:
        print(f"autograder: {remark}", file=sys.stderr)


def _write(text: str, path: Path) -> None:
    try:
        write_whole(text, path)
    except OSError as error:
        raise Unusable(f"--out {path} can't be written: {error.strerror}") from error


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
