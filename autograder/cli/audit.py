"""`autograder audit`."""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from autograder.audit.audit import QUICK, Audit, Scope
from autograder.audit.page import page_of, times
from autograder.audit.record import record_of
from autograder.audit.several import Progress, audits
from autograder.audit.tolerances import FILE
from autograder.cli.ending import Unusable
from autograder.cli.output import printing, refuse_unwritable
from autograder.spec.assignment import read_assignment
from autograder.spec.course import find_course

SHOWN = 20
"""Findings of one assignment that are printed; the page and the record hold all."""

HEADS = (
    *("assignment", "cases graded", "false fails", "wrong killed", "mutants killed"),
    *("equivalent", "least margin", "seconds"),
)


def audit_all(
    names: Sequence[str],
    given: Path | None,
    *,
    quick: bool,
    write: bool,
    page: Path | None,
    record: Path | None,
    processes: int | None,
) -> bool:
    """Audit the named assignments, or all; whether nothing falls short."""
    if quick and write:
        raise Unusable("--write needs the whole audit: leave --quick out")
    if find_spec("cosmic_ray") is None:
        raise Unusable("cosmic-ray, which makes the mutants, is missing: install autograder[audit]")
    for option, path in (("--page", page), ("--json", record)):
        if path is not None:
            refuse_unwritable(option, path)
    course = find_course(given)
    if not course.names():
        raise Unusable(f"there is no assignment in {course.root}: `autograder new NAME` makes one")
    scope = replace(QUICK if quick else Scope(), processes=processes)
    assignments = [
        read_assignment(course.folder(name)) for name in dict.fromkeys(names) or course.names()
    ]
    made = []
    with _progress() as tell:
        for done in audits(assignments, course, scope, tell):
            made.append(done)
            with printing():
                _show(done)
            if write:
                _write(done.assignment.folder / FILE, done.tolerances)
    with printing():
        _show_figures(made)
    for path, text in ((page, page_of), (record, record_of)):
        if path is not None:
            _write(path, text(made))
    return all(done.is_green for done in made)


@contextlib.contextmanager
def _progress() -> Iterator[Progress]:
    """On a terminal a bar for each assignment, until it is done; nothing where that is piped."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks = {}

        def tell(name: str, what: str, done: int, of: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name)
            bars.update(
                tasks[name],
                description=f"{name}: {what}",
                completed=done,
                total=of,
                visible=done < of,
            )

        yield tell


def _show(done: Audit) -> None:
    """What falls short, as soon as it is known."""
    for finding in done.findings[:SHOWN]:
        lines = finding.text.splitlines()
        more = "".join(f"\n    {line}" for line in lines) if lines[1:] else f" {finding.text}"
        print(f"{done.assignment.name}: {finding.kind}: {finding.what}:{more}", flush=True)
    if len(done.findings) > SHOWN:
        print(f"{done.assignment.name}: {len(done.findings) - SHOWN} more findings")
    if done.remarks:
        idle = f"{len(done.remarks)} of {sum(map(len, done.cases.values()))} cases"
        print(f"{done.assignment.name}: nothing needs {idle}; --page and --json say which")


def _show_figures(audits: Sequence[Audit]) -> None:
    rows = [
        (
            done.assignment.name,
            f"{done.graded:,}",
            f"{done.false_fails}",
            f"{done.wrong_killed} / {len(done.wrong)}",
            f"{done.mutants_killed} / {len(done.mutants)}" if done.mutants else "not run",
            f"{done.equivalents}",
            times(done.least_margin),
            f"{done.seconds:.0f}",
        )
        for done in audits
    ]
    graded = sum(done.graded for done in audits)
    if sys.stdout.isatty():
        from rich.console import Console
        from rich.table import Table

        table = Table(*HEADS)
        for row in rows:
            table.add_row(*row)
        Console().print(table)
    else:
        widths = [max(map(len, column)) for column in zip(HEADS, *rows, strict=True)]
        for row in (HEADS, *rows):
            cells = [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
            print(row[0].ljust(widths[0]), *cells, sep="  ")
    short = sum(len(done.findings) for done in audits)
    told = f"{short} findings: something falls short" if short else "nothing falls short"
    print(f"{graded:,} cases of accepted solutions graded; {told}")


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unusable(f"{path} can't be written: {error.strerror}") from error
    with printing():
        print(f"written: {path}")
