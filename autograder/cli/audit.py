"""`autograder audit`."""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from autograder.audit.audit import ON_GPU, QUICK, Audit, Scope
from autograder.audit.kills import NoGpu
from autograder.audit.page import page_of, times
from autograder.audit.record import record_of
from autograder.audit.rehearsal import in_a_fork
from autograder.audit.several import Progress, audits
from autograder.audit.tolerances import FILE
from autograder.cli.device import cuda_is_here
from autograder.cli.ending import Unusable
from autograder.cli.output import printing, refuse_unwritable
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.case import DEVICES
from autograder.spec.course import Course, find_course
from autograder.worker.cuda import CUDA

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
    device: str,
    quick: bool,
    write: bool,
    page: Path | None,
    record: Path | None,
    processes: int | None,
) -> bool:
    """Audit the named assignments, or all; whether nothing falls short."""
    if device not in DEVICES:
        raise Unusable(f"--device must be one of {', '.join(DEVICES)}, not {device!r}")
    on_gpu = device == CUDA
    if (quick or on_gpu) and write:
        raise Unusable("--write needs the whole audit on the CPU: leave --quick and --device out")
    if find_spec("cosmic_ray") is None and not on_gpu:
        raise Unusable("cosmic-ray, which makes the mutants, is missing: install autograder[audit]")
    for option, path in (("--page", page), ("--json", record)):
        if path is not None:
            refuse_unwritable(option, path)
    if on_gpu:  # torch asks this: forks could not use CUDA if it asked CUDA
        os.environ.setdefault("PYTORCH_NVML_BASED_CUDA_CHECK", "1")
    course = find_course(given)
    if not course.names():
        raise Unusable(f"there is no assignment in {course.root}: `autograder new NAME` makes one")
    assignments = _assignments(names, course, device)
    if on_gpu and find_spec("torch") is None:
        raise Unusable("--device cuda: torch is missing")
    if on_gpu and not in_a_fork(cuda_is_here):  # of which a driver may not be asked that forks
        raise Unusable("--device cuda: this machine has no CUDA device")
    scope = replace(_scope(quick=quick, on_gpu=on_gpu), **_given(processes))
    made = []
    with _progress() as tell, _gpu_needed():
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
def _gpu_needed() -> Iterator[None]:
    """Tell in a line that the GPU can't be used."""
    try:
        yield
    except NoGpu as error:
        raise Unusable(f"--device cuda: {error}") from error


def _assignments(names: Sequence[str], course: Course, device: str) -> list[Assignment]:
    """Those that are named, or all that a device runs something of."""
    asked = [
        read_assignment(course.folder(name)) for name in dict.fromkeys(names) or course.names()
    ]
    found = [each for each in asked if any(device in q.devices for q in each.questions)]
    if not found or (names and len(found) < len(asked)):
        idle = ", ".join(each.name for each in asked if each not in found)
        raise Unusable(f"no question of {idle} runs on {device}")
    return found


def _scope(*, quick: bool, on_gpu: bool) -> Scope:
    """How much is run: quickly, the cases of one seed."""
    if on_gpu:
        return replace(ON_GPU, accepted_seeds=1) if quick else ON_GPU
    return QUICK if quick else Scope()


def _given(processes: int | None) -> dict[str, Any]:
    """Whatever was not left to the scope."""
    return {} if processes is None else {"processes": processes}


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
