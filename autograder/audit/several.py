"""Audits of several assignments side by side: while one draws cases, others' forks run."""

import contextlib
import importlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from autograder.audit.audit import Audit, Scope, audit
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course

Progress = Callable[[str, str, int, int], None]
"""Told an assignment's name, what is judged of it, how many are, and of how many."""


def audits(
    assignments: Sequence[Assignment], course: Course, scope: Scope, tell: Progress
) -> Iterator[Audit]:
    """Each assignment's audit, in their order; one alone is audited in this process."""
    if len(assignments) == 1:
        (only,) = assignments
        yield audit(only, course, scope, lambda what, done, of: tell(only.name, what, done, of))
        return
    _import_what_they_use(assignments)
    waiting = list(enumerate(assignments))
    running: dict[Connection, tuple[int, BaseProcess]] = {}
    done: dict[int, Audit] = {}
    with contextlib.ExitStack() as ending:
        ending.callback(_end_all, running)
        for index in range(len(assignments)):
            while index not in done:
                while waiting and len(running) < scope.assignments:
                    place, assignment = waiting.pop(0)
                    connection, process = _begin(assignment, course, scope)
                    running[connection] = place, process
                for ready in wait(list(running)):
                    assert isinstance(ready, Connection)
                    place, process = running[ready]
                    told = _received(ready)
                    if isinstance(told, Audit):
                        done[place] = told
                        process.join()
                        del running[ready]
                    elif isinstance(told, Exception):
                        raise told
                    else:
                        tell(assignments[place].name, *told)
            yield done.pop(index)


def _import_what_they_use(assignments: Sequence[Assignment]) -> None:
    """Before any is forked: it takes seconds, and all of them share it."""
    if any("torch" in assignment.libraries for assignment in assignments):
        importlib.import_module("torch").set_num_threads(1)
        importlib.import_module("torch._dynamo")


def _begin(assignment: Assignment, course: Course, scope: Scope) -> tuple[Connection, BaseProcess]:
    context = get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_audit, args=(theirs, assignment, course, scope))
    process.start()
    theirs.close()
    return ours, process


def _audit(connection: Connection, assignment: Assignment, course: Course, scope: Scope) -> None:
    """What the process does: it tells how far it is, and what came of it or went wrong."""
    with contextlib.suppress(KeyboardInterrupt, BrokenPipeError):
        try:
            made = audit(
                assignment, course, scope, lambda what, done, of: connection.send((what, done, of))
            )
        except Exception as error:
            connection.send(error)
        else:
            connection.send(made)


def _received(connection: Connection) -> Audit | Exception | tuple[str, int, int]:
    try:
        told: Audit | Exception | tuple[str, int, int] = connection.recv()
    except EOFError:
        return RuntimeError("the process of an audit has died")
    return told


def _end_all(running: dict[Connection, tuple[int, BaseProcess]]) -> None:
    """Interrupt them, so that they end their own forks."""
    for _, process in running.values():
        if process.pid is not None:
            os.kill(process.pid, signal.SIGINT)
    for _, process in running.values():
        process.join()
