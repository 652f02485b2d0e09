"""`autograder grade-class`."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.classroom.database import StoreError, files_of
from autograder.classroom.engine import on_this_machine
from autograder.classroom.export import ClassError
from autograder.classroom.jobs import GraderLost, Refused
from autograder.classroom.record import Record, writing
from autograder.classroom.run import ClassRun, Engine, Tally
from autograder.classroom.store import Class, Move, Row
from autograder.classroom.submissions import HandIn, hand_ins
from autograder.cli.device import cuda_is_here, devices_of
from autograder.cli.ending import INTERRUPTED, Unusable
from autograder.cli.output import printing, refuse_unwritable
from autograder.report.explain import points
from autograder.report.terminal import show_rows
from autograder.spec.assignment import HINTS, Assignment, read_assignment
from autograder.spec.course import Course, find_course

SET_ASIDE = 1
"""Exit status where a hand-in was set aside: it has no result of this run."""

MOST_ROWS = 50
"""Hand-ins that are printed one by one; the store holds them all."""


@dataclass(frozen=True)
class Choices:
    """How a class is graded; None: as the runs before, or as `grade` does."""

    device: str | None = None
    seed: int | None = None
    hints: str | None = None
    allow_unsafe: bool = False
    processes: int | None = None
    scheduler: str | None = None


def grade_class(path: Path, name: str, store: Path, choices: Choices, given: Path | None) -> int:
    """Grade a class into its store and print what it comes to; the exit status."""
    _refuse_unknown(choices)
    refuse_unwritable("--store", store)
    course = find_course(given)
    assignment = read_assignment(course.folder(name))
    try:
        with (
            hand_ins(path, assignment.module, files_of(store)) as found,
            writing(store) as record,
        ):
            return _graded(found, assignment, course, record, choices)
    except (ClassError, StoreError) as error:
        raise Unusable(str(error)) from error


def _graded(
    found: Sequence[HandIn],
    assignment: Assignment,
    course: Course,
    record: Record,
    choices: Choices,
) -> int:
    questions = [(q.name, q.title, q.points) for q in assignment.questions]
    graded_by = record.begin(
        *(assignment.name, assignment.title, questions),
        *(choices.seed, choices.device, choices.hints),
    )
    _tell_of_missing_device(graded_by.device, choices)
    run = ClassRun(found, assignment, course, record, graded_by, allow_unsafe=choices.allow_unsafe)
    if record.was_cut_off(assignment.name):
        print("autograder: the run before was cut off: it is taken up", file=sys.stderr)
    try:
        with _progress(assignment.name) as tell:
            run.grade(_engine(choices), tell)
    except KeyboardInterrupt:
        _tell_how_to_go_on("interrupted", run.tally)
        with printing():
            _show_moves(record.moves(assignment.name))
        return INTERRUPTED
    except (Refused, GraderLost) as error:
        _tell_how_to_go_on("the run has ended", run.tally)
        raise Unusable(f"nothing can be graded: {error}") from error
    except StoreError:
        _tell_how_to_go_on("the run has ended", run.tally)
        raise
    with printing():
        _show(record, graded_by, run.tally, {hand_in.name for hand_in in found})
    return SET_ASIDE if run.tally.set_aside else 0


def _refuse_unknown(choices: Choices) -> None:
    if choices.device is not None:
        devices_of(choices.device)
    if choices.hints not in (None, *HINTS):
        raise Unusable(f"--hints must be one of {', '.join(HINTS)}, not {choices.hints!r}")
    if choices.scheduler == "":
        raise Unusable("--scheduler is empty: name the address of a scheduler, or its file")
    if choices.scheduler and choices.processes:
        raise Unusable("--processes is of this machine: the scheduler knows its own workers")


def _engine(choices: Choices) -> Engine:
    if choices.scheduler:
        from autograder.classroom.cluster import on_cluster

        address = choices.scheduler
        return lambda work, jobs: on_cluster(work, jobs, address, _warn)
    processes = choices.processes or len(os.sched_getaffinity(0))
    return lambda work, jobs: on_this_machine(work, jobs, processes)


def _tell_of_missing_device(device: str, choices: Choices) -> None:
    if device != "cpu" and not choices.scheduler and not cuda_is_here():
        _warn(
            f"--device {device}: this machine has no CUDA device; its points are told as not graded"
        )


def _warn(text: str) -> None:
    print(f"autograder: {text}", file=sys.stderr, flush=True)


def _tell_how_to_go_on(what: str, tally: Tally) -> None:
    _warn(
        f"{what}: {tally.settled:,} of {tally.of:,} hand-ins are done and stored; the same command "
        "goes on from there"
    )


@contextlib.contextmanager
def _progress(name: str) -> Iterator[Callable[[Tally], None]]:
    """On a terminal a bar with the rate, the time left and what failed; else nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as TimeLeft

    console = Console(stderr=True)
    columns = (
        *(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()),
        *(TextColumn("{task.fields[rate]}"), TimeLeft(), TextColumn("{task.fields[errors]}")),
    )
    disabled = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=disabled) as bar:
        task = bar.add_task(f"grading {name}", total=None, rate="", errors="")

        def tell(tally: Tally) -> None:
            bar.update(
                task,
                total=tally.of,
                completed=tally.settled,
                rate=f"{tally.a_minute:,.0f} a minute" if tally.graded else "",
                errors=_errors(tally),
            )

        yield tell


def _errors(tally: Tally) -> str:
    """What went wrong so far, in a few words."""
    counts = (
        (tally.unopened, "can't be read"),
        (len(tally.failures), "begun anew"),
        (len(tally.set_aside), "set aside"),
    )
    return ", ".join(f"{count:,} {what}" for count, what in counts if count)


def _show(record: Record, graded_by: Class, tally: Tally, present: set[str]) -> None:
    """What the class comes to, and what is to be looked at."""
    name, count = graded_by.assignment, record.count(graded_by.assignment)
    if tally.kept == tally.of:
        print(f"Nothing to do: the results of all {_counted(tally.of, 'hand-in')} are current.")
    print(graded_by.title)
    if count <= MOST_ROWS:
        shown = [
            (_called(row), points(row.score), points(row.points), _remark(row))
            for row in record.rows(name)
        ]
        show_rows("", shown, ("hand-in", "points", "of", ""))
        print()
    means = [
        (of.name, points(of.mean), points(of.points), f"{of.every:,} have all, {of.none:,} nothing")
        for of in record.spreads(name)
    ]
    show_rows("", means, ("question", "mean", "of", ""))
    print(
        f"\n{_counted(count, 'hand-in')}: {tally.graded:,} graded, {tally.kept:,} as they were"
        f"{f', {tally.a_minute:,.0f} a minute' if tally.graded else ''}. "
        f"Hidden cases are of --seed {graded_by.seed}."
    )
    problems = record.problems(name)
    if count > MOST_ROWS and problems:
        print(f"\n{_counted(len(problems), 'hand-in')} can't be opened or imported:")
        for who, why in problems[:MOST_ROWS]:
            print(f"  {who}: {why}")
        if len(problems) > MOST_ROWS:
            print(f"  and {len(problems) - MOST_ROWS:,} more: `autograder class-results` has all")
    for aside in tally.set_aside:
        print(f"\nSet aside: {aside.name}: {aside.why}")
    if tally.set_aside:
        print("They have no result of this run; the same command tries them again.")
    gone = len(record.names(name) - present)
    if gone:
        print(
            f"\n{_counted(gone, 'hand-in')} of the store not there any more: left out everywhere, "
            "and kept until they are there again."
        )
    _show_moves(record.moves(name))


def _called(row: Row) -> str:
    """What it is called, and by whom it is where a platform tells."""
    names = ", ".join(student.name or student.email for student in row.students)
    return f"{row.name} ({names})" if names else row.name


def _remark(row: Row) -> str:
    return f"set aside: {row.set_aside}" if row.set_aside else row.problem


def _show_moves(moves: Sequence[Move]) -> None:
    """Whose points have moved, and by how much."""
    if not moves:
        return
    of: dict[str, list[Move]] = {}
    for move in moves:
        of.setdefault(move.name, []).append(move)
    print(f"\nThe points of {_counted(len(of), 'hand-in')} have moved:")
    for name, moved in sorted(of.items()):
        change = sum(move.after - move.before for move in moved)
        told = ", ".join(
            f"{move.question} {points(move.before)} to {points(move.after)}" for move in moved
        )
        anew = "; handed in anew" if any(move.handed_in_anew for move in moved) else ""
        sign = "+" if change >= 0 else "-"
        print(f"  {name}: {sign}{points(abs(change))} ({told}{anew})")


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
