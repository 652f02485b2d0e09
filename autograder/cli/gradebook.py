"""`autograder gradebook`: the scores of a class, as the programs that keep them read them."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder.checking.messages import listed, presentable
from autograder.classroom.database import StoreError
from autograder.classroom.grades import Grades, grades_of
from autograder.classroom.store import reading
from autograder.cli.ending import Unusable
from autograder.cli.output import printing, refuse_unwritable
from autograder.cli.reports import read
from autograder.cli.stores import meant, refuse_out
from autograder.report import gradescope_table
from autograder.report.canvas import (
    GIVEN_BY_THE_SCHOOL,
    KEYS,
    CanvasError,
    Filled,
    filled,
)
from autograder.report.explain import points
from autograder.report.files import write_whole
from autograder.report.nbgrader import Entry, table_of
from autograder.report.report import Report

UNKNOWN = 1
"""Exit status where the score of a student has gone nowhere."""

LARGEST = 64 << 20
"""Bytes of a gradebook; one of 2,000 students and 200 columns has about 4 million."""


@dataclass(frozen=True)
class Given:
    """Where the scores come from: files of `grade --report`, or a store of `grade-class`."""

    reports: Sequence[Path] = ()
    store: Path | None = None
    assignment: str | None = None


@dataclass(frozen=True)
class _Scores:
    """Those of a class, by student.

    also     what else each student may be found by
    remarks  what an instructor should know of them
    lost     whether somebody's score is not among them
    """

    entries: Mapping[str, Entry]
    also: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    lost: bool = False


def fill_canvas(template: Path, given: Given, column: str, out: Path) -> bool:
    """Write the gradebook with the scores in it; whether everybody's has gone into it."""
    _refuse(given, out)
    text = _gradebook(template)
    scores = _scores(given)
    assignments = dict.fromkeys(entry.assignment for entry in scores.entries.values())
    if len(assignments) > 1:
        raise Unusable(f"the reports are of {listed(list(assignments), 'and')}: one is one column")
    try:
        earned = {student: entry.score for student, entry in scores.entries.items()}
        keys = KEYS if given.store is None else GIVEN_BY_THE_SCHOOL
        done = filled(text, column, earned, scores.also, keys, strict=given.store is None)
    except CanvasError as error:
        raise Unusable(f"{template}: {presentable(str(error))}") from error
    _write(done.text, out)
    with printing():
        print(f"{out}: {_counted(len(done.filled), 'score')} in {presentable(done.column)}")
        if done.without:
            print(f"{_counted(done.without, 'student')} without a report: left as they were")
    _warn([*_remarks(done, scores), *scores.remarks])
    return not (done.unknown or done.unclear or scores.lost)


def write_nbgrader(given: Given, out: Path) -> bool:
    """Write the table of all; whether everybody's score is in it."""
    _refuse(given, out)
    scores = _scores(given)
    _write(table_of(scores.entries.values()), out)
    with printing():
        print(f"{out}: {_counted(len(scores.entries), 'score')}")
    _warn(scores.remarks)
    return not scores.lost


def write_gradescope(given: Given, out: Path) -> bool:
    """Write the table under Gradescope's heads; whether everybody's score is in it."""
    _refuse(given, out)
    grades = _grades(given)
    scored = [
        gradescope_table.Scored(
            grade.student.name,
            grade.student.sid or ("" if grade.student.email else grade.keys[0]),
            grade.student.email,
            *(grade.score, grade.points + grades.by_hand),
        )
        for grade in grades.found
    ]
    _write(gradescope_table.table_of(scored), out)
    with printing():
        print(f"{out}: {_counted(len(scored), 'score')}")
    _warn(_unsettled(grades))
    return not grades.twice and not grades.without


def _refuse(given: Given, out: Path) -> None:
    if given.store is None:
        refuse_unwritable("--out", out)
    else:
        refuse_out(out, given.store)


def _scores(given: Given) -> _Scores:
    if (given.store is None) == (not given.reports):
        raise Unusable("name either files of `grade --report` or --store, one of the two")
    if given.store is None:
        if given.assignment is not None:
            raise Unusable("--assignment is of a --store: a report knows its own")
        return _of_reports(given.reports)
    grades = _grades(given)
    entries = {
        grade.keys[0]: Entry(
            grades.assignment, grade.keys[0], grade.score, grade.points + grades.by_hand
        )
        for grade in grades.found
    }
    also = {grade.keys[0]: grade.keys[1:] for grade in grades.found}
    lost = bool(grades.twice or grades.without)
    return _Scores(entries, also, tuple(_unsettled(grades)), lost)


def _grades(given: Given) -> Grades:
    assert given.store is not None
    try:
        with reading(given.store) as store:
            return grades_of(store, meant(store, given.assignment))
    except StoreError as error:
        raise Unusable(str(error)) from error


def _unsettled(grades: Grades) -> Iterator[str]:
    """Whose scores are missing, or yet to grow."""
    for twice in grades.twice:
        names = listed(list(twice.hand_ins), "and")
        yield f"{twice.student} handed in {names}, so left out: give their score by hand"
    if grades.without:
        yield f"without a result, so left out: {', '.join(grades.without)}"
    if grades.before:
        yield f"set aside in the last run, so as graded before: {', '.join(grades.before)}"
    if grades.by_hand and grades.found:
        yield f"{points(grades.by_hand)} points to be graded by hand count for nothing here"
    lacking = [grade.keys[0] for grade in grades.found if grade.not_graded]
    if lacking:
        yield f"points that were not graded, which count for nothing here: {', '.join(lacking)}"


def _of_reports(paths: Sequence[Path]) -> _Scores:
    """The reports by what their files are called, without the ending."""
    reports: dict[str, Report] = {}
    names: dict[str, str] = {}
    for path in paths:
        if other := names.get(path.stem.casefold()):
            but_for = "" if other == path.stem else f" ({other}, but for capitals)"
            raise Unusable(f"there are two reports of {path.stem}{but_for}: one is {path}")
        names[path.stem.casefold()] = path.stem
        reports[path.stem] = read(path)
    entries = {name: Entry.of(name, report) for name, report in reports.items()}
    return _Scores(entries, remarks=tuple(_unfinished(reports)))


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


def _remarks(done: Filled, scores: _Scores) -> Iterable[str]:
    """What an instructor should look at in the gradebook."""
    if done.unknown:
        yield f"not in the gradebook, so nowhere filled in: {', '.join(done.unknown)}"
    if done.unclear:
        names = ", ".join(done.unclear)
        yield f"not to be told from another in the gradebook, so nowhere filled in: {names}"
    if done.kept:
        yield f"excused or not assigned, so left as they were: {', '.join(done.kept)}"
    of = {round(entry.most, 4) for entry in scores.entries.values()}
    if done.possible is not None and of and of != {done.possible}:
        told = listed([points(most) for most in sorted(of)], "and")
        yield f"the column is of {points(done.possible)} points, the reports of {told}"


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
