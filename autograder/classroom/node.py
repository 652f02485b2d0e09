"""What runs on a worker of a cluster: it hands jobs to processes that grade, one for each thread.

No student code, and no judge, ever runs in the worker itself: it may serve other work beside.
"""

import contextlib
import os
import threading
import time

from autograder.classroom.grader import Grader
from autograder.classroom.jobs import Done, Job, Refused, Work, difference, versions_here

COURSE = "AUTOGRADER_COURSE"
"""Names the course's folder on a machine that has it elsewhere."""

IDLE_SECONDS = 300
"""After so long without a job a process is ended: whoever had the class may have been killed."""


class NodeRefused(Refused):
    """A worker that can't grade, or must not: its address, and why."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(address, why)
        self.address = address
        self.why = why


def why_refused(work: Work) -> str:
    """What keeps this machine from grading, as far as it is seen at once; "" if nothing."""
    return difference(work.versions, versions_here())


class _Place:
    """What a thread of this worker grades with: a process, from its first job to its end.

    A job starts no thread. Under Python 3.11 a process in which threads come and go may stand still
    for ever when it is looked at by sys._current_frames (python/cpython#106883), and a worker looks
    at itself a hundred times a second (dask/distributed#8616).

    run  whose job it had last
    """

    def __init__(self) -> None:
        self.run = ""
        self._work: Work | None = None
        self._grader: Grader | None = None
        self._gone = threading.Event()
        self._in_use = threading.Lock()
        self._idle_since = 0.0

    def grade(self, run: str, work: Work, job: Job) -> Done:
        with self._in_use:
            self.run = run
            try:
                return self._grader_by(work).grade(job)
            except BaseException:
                self._end(at_once=True)
                raise
            finally:
                self._idle_since = time.monotonic()

    def end(self) -> None:
        """End the process; a job that is under way is lost."""
        grader = self._grader
        if not self._end_idle() and grader is not None:
            grader.kill()  # the thread that waits for it clears up

    def _grader_by(self, work: Work) -> Grader:
        if self._grader is None or self._work != work:
            self._end(at_once=True)
            self._grader = Grader(work, os.environ.get(COURSE, work.course))
            self._work = work
            self._gone = threading.Event()
            threading.Thread(target=self._watch, args=[self._gone], daemon=True).start()
        return self._grader

    def _watch(self, gone: threading.Event) -> None:
        """End the process when it has been idle for long; until it is gone."""
        left = float(IDLE_SECONDS)
        while not gone.wait(left):
            left = self._idle_since + IDLE_SECONDS - time.monotonic()
            if left <= 0:
                left = IDLE_SECONDS  # in which it is gone, unless it has a job
                self._end_idle()

    def _end_idle(self) -> bool:
        """End the process unless it has a job; whether that was so."""
        if not self._in_use.acquire(blocking=False):
            return False
        try:
            self._end()
        finally:
            self._in_use.release()
        return True

    def _end(self, *, at_once: bool = False) -> None:
        grader, self._grader = self._grader, None
        self._gone.set()
        if grader is not None:
            with contextlib.suppress(OSError):
                grader.end(at_once=at_once)


_places: dict[int, _Place] = {}
"""By thread."""


def grade_here(run: str, work: Work, job: Job) -> Done:
    """Grade a hand-in of a run on this machine; GraderLost and NodeRefused say why not."""
    place = _places.setdefault(threading.get_ident(), _Place())
    try:
        return place.grade(run, work, job)
    except Refused as error:
        raise NodeRefused(_address(), str(error)) from error


def end_graders(run: str) -> None:
    """End what this machine grades a run with: the run is done, or interrupted."""
    for place in list(_places.values()):
        if place.run == run:
            place.end()


def _address() -> str:
    from distributed import get_worker

    return str(get_worker().address)
