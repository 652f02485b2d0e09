"""`autograder class-feedback`: a page for each hand-in's students, in a folder, and an index."""

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.checking.messages import presentable
from autograder.classroom.database import StoreError
from autograder.classroom.store import Row, Store, reading
from autograder.cli.ending import Unusable
from autograder.cli.output import printing
from autograder.cli.stores import meant
from autograder.report.feedback import INDEX, file_names, is_name_of_page
from autograder.report.files import write_whole
from autograder.report.nbgrader import as_text
from autograder.report.page import page_of

COLUMNS = ("hand-in", "name", "email", "sid", "file")


def write_class_feedback(store: Path, assignment: str | None, folder: Path) -> None:
    """Write the pages; those that an earlier run wrote for nobody who is still there go."""
    _make(folder)
    try:
        with reading(store) as opened:
            name = meant(opened, assignment)
            before = _listed(folder)
            files = file_names(row.name for row in opened.rows(name))
            without = list(_write_pages(opened, name, files, folder))
            rows = _index(opened, name, files, without)
        write_whole(rows, folder / INDEX)
        for old in before - set(files.values()):
            (folder / old).unlink(missing_ok=True)
    except StoreError as error:
        raise Unusable(str(error)) from error
    except OSError as error:
        raise Unusable(f"--out {folder} can't be written: {error.strerror}") from error
    with printing():
        count = len(files) - len(without)
        print(f"{folder}: {count:,} page{'' if count == 1 else 's'}; {INDEX} says whose")
    if without:
        told = f"without a result, so without a page: {', '.join(without)}"
        print(f"autograder: {presentable(told)}", file=sys.stderr)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        why = "it is no folder" if folder.exists() else error.strerror
        raise Unusable(f"--out {folder}: {why}") from error


def _write_pages(
    store: Store, assignment: str, files: Mapping[str, str], folder: Path
) -> Iterator[str]:
    """Write each; yields the hand-ins that have none."""
    for name, file in files.items():
        report = store.report(assignment, name)
        if report is None:
            (folder / file).unlink(missing_ok=True)
            yield name
        else:
            write_whole(page_of(report), folder / file)


def _index(store: Store, assignment: str, files: Mapping[str, str], without: list[str]) -> str:
    """A row for each student, and for each hand-in of nobody that is known."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    for row in store.rows(assignment):
        file = "" if row.name in without else files.get(row.name, "")
        for told in _students(row):
            table.writerow([*map(as_text, (row.name, *told)), file])
    return text.getvalue()


def _students(row: Row) -> list[tuple[str, str, str]]:
    return [(s.name, s.email, s.sid) for s in row.students] or [("", "", "")]


def _listed(folder: Path) -> set[str]:
    """The pages that an earlier run says it wrote; what else lies in the folder is not ours."""
    try:
        text = (folder / INDEX).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return set()
    rows = csv.reader(io.StringIO(text))
    if tuple(next(rows, ())) != COLUMNS:
        return set()
    return {row[-1] for row in rows if row and is_name_of_page(row[-1])}
