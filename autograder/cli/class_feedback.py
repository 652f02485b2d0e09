"""`autograder class-feedback`: a page for each hand-in's students, in a folder, and an index."""

import csv
import io
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from autograder.checking.messages import presentable
from autograder.classroom.database import StoreError
from autograder.classroom.store import Row, reading
from autograder.cli.ending import Unusable
from autograder.cli.output import printing
from autograder.cli.stores import meant
from autograder.report.feedback import INDEX, file_names, is_name_of_page
from autograder.report.files import write_whole
from autograder.report.nbgrader import as_text
from autograder.report.page import page_of

COLUMNS = ("class", "hand-in", "name", "email", "sid", "file")


def write_class_feedback(store: Path, assignment: str | None, folder: Path) -> None:
    """Write the pages; those that an earlier run wrote for nobody who is still there go.

    The index is first: a run that is cut off leaves no page that the next one takes for another's.
    """
    _make(folder)
    try:
        with reading(store) as opened:
            name = meant(opened, assignment)
            rows = list(opened.rows(name))
            files = file_names(row.name for row in rows if row.scores)
            mark = opened.of(name).mark
            before = _pages_of(folder, mark)
            _refuse_to_overwrite(folder, {*files.values()} - before)
            for old in before - {*files.values()}:  # first: a disk may take Ada and ada for one
                (folder / old).unlink(missing_ok=True)
            write_whole(_index(mark, rows, files), folder / INDEX)
            for hand_in, file in files.items():
                report = opened.report(name, hand_in)
                if report is not None:
                    write_whole(page_of(report), folder / file)
    except StoreError as error:
        raise Unusable(str(error)) from error
    except OSError as error:
        raise Unusable(f"--out {folder} can't be written: {error.strerror}") from error
    with printing():
        print(f"{folder}: {len(files):,} page{'' if len(files) == 1 else 's'}; {INDEX} says whose")
    without = [row.name for row in rows if row.name not in files]
    if without:
        told = f"without a result, so without a page: {', '.join(without)}"
        print(f"autograder: {presentable(told)}", file=sys.stderr)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        why = "it is no folder" if folder.exists() else error.strerror
        raise Unusable(f"--out {folder}: {why}") from error


def _index(mark: str, rows: Sequence[Row], files: Mapping[str, str]) -> str:
    """A row for each student, and for each hand-in of nobody that is known."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in rows:
        for told in [(s.name, s.email, s.sid) for s in row.students] or [("", "", "")]:
            cells = map(as_text, (mark, row.name, *told))
            table.writerow([*cells, files.get(row.name, "")])
    return text.getvalue()


def _pages_of(folder: Path, mark: str) -> set[str]:
    """The pages that an earlier run says it wrote; `Unusable` if they are another class's."""
    try:
        rows = list(csv.reader(io.StringIO((folder / INDEX).read_text(encoding="utf-8"))))
    except FileNotFoundError:
        return set()
    except (OSError, ValueError, csv.Error):
        rows = []
    if not rows or tuple(rows[0]) != COLUMNS:
        raise Unusable(f"--out {folder}: its {INDEX} is no index of ours: name another folder")
    if any(row[:1] != [as_text(mark)] for row in rows[1:]):
        raise Unusable(f"--out {folder} holds pages of another class: name another folder")
    return {row[-1] for row in rows[1:] if is_name_of_page(row[-1])}


def _refuse_to_overwrite(folder: Path, files: Collection[str]) -> None:
    for file in sorted(files):
        if (folder / file).exists():
            raise Unusable(f"--out {folder}: {file} is no page of ours: name another folder")
