"""The process that grades: one judge with one worker service, a hand-in at a time, for hours.

It is told what to grade by, then one job after the other, and ends when whoever started it hangs
up. After a failure that isn't a student's it says what it was and ends: a fresh one knows nothing
of it. Little is imported at the top: the service's imports and the judge's run side by side.
"""

import contextlib
import shutil
import sys
import tempfile
import traceback
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from autograder.worker.launch import Launched, launch

if TYPE_CHECKING:
    from autograder.classroom.jobs import Done, Job, Work
    from autograder.judge.grading import Judge
    from autograder.report.report import Report

STARTED = "started"

Told = tuple[Literal["lost", "refused"], str]
"""The last thing that it says: why it ends."""

LIFETIME = 24 * 3_600
"""Seconds that a service lives; a judge whose service has ended is replaced by another."""

ROOM = 16 << 20
"""Bytes without which a disk is full."""

KILLED, NO_ROOM = "(SIGKILL)", "No space left on device"
"""Parts of what a student reads when a worker was ended, or could write no more."""


def main() -> None:
    """Grade what comes on the connection whose descriptor is the argument."""
    connection = Connection(int(sys.argv[1]))
    with contextlib.suppress(EOFError, ConnectionError):  # nobody listens any more
        launched = launch()
        try:
            _serve(connection, launched)
        finally:
            launched.abandon()


def _serve(connection: Connection, launched: Launched) -> None:
    work, course = connection.recv()
    try:
        with _judge(work, course, launched) as judge:
            connection.send(STARTED)
            while True:
                connection.send(graded(judge, connection.recv(), work))
    except (EOFError, ConnectionError):
        raise
    except Exception as error:
        connection.send(_told(error))


def _told(error: Exception) -> Told:
    from autograder.classroom.jobs import GraderLost, Refused
    from autograder.spec.course import SpecError
    from autograder.worker.client import ServiceError
    from autograder.worker.proof import UnsafeMachine

    if isinstance(error, Refused | SpecError | UnsafeMachine):
        return "refused", str(error)
    if isinstance(error, ServiceError | GraderLost):
        return "lost", str(error)
    if isinstance(error, MemoryError):
        return "lost", "no memory is left"
    if isinstance(error, OSError):
        return "lost", error.strerror or str(error)
    return "lost", _described(error)


def _described(error: Exception) -> str:
    """An error that nobody expected, and where it arose."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(where.filename).name}, line {where.lineno}"
    return f"{type(error).__name__}: {error} ({place})"


@contextlib.contextmanager
def _judge(work: "Work", course: str, launched: Launched) -> Iterator["Judge"]:
    """The judge, on a machine that has what it takes; Refused if it hasn't."""
    from autograder.classroom.digests import digests_of
    from autograder.classroom.jobs import Refused, difference, versions_here
    from autograder.judge.grading import judging
    from autograder.spec.course import Course

    if why := difference(work.versions, versions_here()):
        raise Refused(why)
    root = Path(course)
    if not (root / "assignments").is_dir():
        raise Refused(f"there is no course at {root}: AUTOGRADER_COURSE may name its folder there")
    with judging(Course(root), work.assignment, launched=launched, lifetime=LIFETIME) as judge:
        if digests_of(judge.assignment, judge.course) != work.digests:
            raise Refused(f"the course at {root} has another version of {work.assignment}")
        _draw(judge, work)
        yield judge


def _draw(judge: "Judge", work: "Work") -> None:
    """Draw the cases, before a hand-in can be blamed for them."""
    from autograder.classroom.jobs import Refused
    from autograder.spec.course import SpecError

    try:
        judge.draw_shared(work.terms)
    except (MemoryError, OSError, SpecError):
        raise
    except Exception as error:  # of the author's own code
        told = f"the cases of {work.assignment} can't be drawn: {_described(error)}"
        raise Refused(told) from error


def graded(judge: "Judge", job: "Job", work: "Work") -> "Done":
    """What comes of one job; GraderLost if the machine has failed it."""
    from autograder.classroom.jobs import done

    if job.submission is None:
        return done(job, judge.unopened(job.problem, work.terms))
    killed = ended_for_memory()
    report = judge.grade(job.submission, work.terms, only=job.questions)
    _refuse_failures_of_the_machine(report, killed)
    return done(job, report)


def _refuse_failures_of_the_machine(report: "Report", killed: int) -> None:
    """GraderLost where a worker had to go because the machine had no memory or disk left."""
    from autograder.classroom.jobs import GraderLost

    messages = [verdict.message for question in report.questions for verdict in question.failures]
    if any(KILLED in message for message in messages) and ended_for_memory() > killed:
        raise GraderLost("the machine ran out of memory while it was graded")
    if any(NO_ROOM in message for message in messages):
        folder = tempfile.gettempdir()
        if shutil.disk_usage(folder).free < ROOM:
            raise GraderLost(f"the disk of {folder} was full while it was graded")


def ended_for_memory() -> int:
    """How many processes this machine, or this container, has ended because it had no memory."""
    found = 0
    for path, key in (("/proc/vmstat", "oom_kill"), ("/sys/fs/cgroup/memory.events", "oom_kill")):
        with contextlib.suppress(OSError):
            lines = (line.split() for line in Path(path).read_text().splitlines())
            found += sum(int(line[1]) for line in lines if line[0] == key)
    return found
