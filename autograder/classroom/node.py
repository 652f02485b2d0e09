"""What runs on a worker of a cluster: it hands jobs to processes that grade, one for each thread.

No student code, and no judge, ever runs in the worker itself: it may serve other work beside.
"""

import contextlib
import os
import threading

from autograder.classroom.grader import Grader
from autograder.classroom.jobs import Done, Job, Refused, Work, difference, versions_here

COURSE = "AUTOGRADER_COURSE"
"""Names the course's folder on a machine that has it elsewhere."""

_graders: dict[int, tuple[Work, Grader]] = {}


class NodeRefused(Refused):
    """A worker that can't grade, or must not: its address, and why."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(address, why)
        self.address = address
        self.why = why


def why_refused(work: Work) -> str:
    """What keeps this machine from grading, as far as it is seen at once; "" if nothing."""
    return difference(work.versions, versions_here())


def grade_here(work: Work, job: Job) -> Done:
    """Grade a hand-in on this machine; GraderLost and NodeRefused say why not."""
    grader = _grader(work)
    try:
        return grader.grade(job)
    except Refused as error:
        _forget()
        raise NodeRefused(_address(), str(error)) from error
    except BaseException:
        _forget()
        raise


def end_graders() -> None:
    """End all of this machine: a class is done."""
    for thread in list(_graders):
        _, grader = _graders.pop(thread)
        grader.end()


def _grader(work: Work) -> Grader:
    """This thread's own, which grades by that work."""
    known = _graders.get(threading.get_ident())
    if known is not None and known[0] == work:
        return known[1]
    _forget()
    grader = Grader(work, os.environ.get(COURSE, work.course))
    _graders[threading.get_ident()] = work, grader
    return grader


def _forget() -> None:
    _, grader = _graders.pop(threading.get_ident(), (None, None))
    if grader is not None:
        with contextlib.suppress(OSError):
            grader.end(at_once=True)


def _address() -> str:
    from distributed import get_worker

    return str(get_worker().address)
