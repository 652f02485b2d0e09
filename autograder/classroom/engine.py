"""Grading side by side on this machine: so many processes, each with a judge and a service.

Whoever dies is replaced, and the hand-in that it had is begun anew; one that has been begun three
times in vain is set aside. No process ever has more than one, so the one to blame is known.
"""

import contextlib
import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait

from autograder.classroom.grader import HUNG, Grader
from autograder.classroom.jobs import (
    TRIES,
    Event,
    Failed,
    GraderLost,
    Job,
    SetAside,
    Work,
)


@dataclass
class Tries:
    """How often each hand-in was begun in vain."""

    failed: Counter[str] = field(default_factory=Counter)

    def after(self, job: Job, why: str) -> Failed | SetAside:
        """What becomes of a hand-in whose grading has failed."""
        self.failed[job.name] += 1
        is_last = self.failed[job.name] >= TRIES
        return SetAside(job.name, why) if is_last else Failed(job.name, why)


@dataclass
class _Place:
    grader: Grader
    job: Job | None = None
    until: float = 0.0


def on_this_machine(work: Work, jobs: Iterator[Job], processes: int) -> Iterator[Event]:
    """What comes of the jobs, in the order in which it comes.

    Refused, or GraderLost where no process can be started at all, ends it.
    """
    tries, again, starts = Tries(), deque[Job](), 0
    places: dict[Connection, _Place] = {}
    with contextlib.ExitStack() as ending:
        ending.callback(_end, places)
        while True:
            _hand_out(work, jobs, again, places, processes)
            busy = [connection for connection, place in places.items() if place.job]
            if not busy:
                return
            for connection in _ready(busy, places):
                place = places[connection]
                assert place.job is not None
                try:
                    told = place.grader.told()
                except GraderLost as error:
                    del places[connection]
                    if place.grader.has_started:
                        event = tries.after(place.job, str(error))
                        yield event
                        if isinstance(event, SetAside):
                            continue
                    else:
                        starts += 1
                        if starts == TRIES:
                            raise
                    again.append(place.job)
                    continue
                if told is None:
                    starts = 0
                else:
                    place.job = None
                    yield told


def _hand_out(
    work: Work,
    jobs: Iterator[Job],
    again: deque[Job],
    places: dict[Connection, _Place],
    processes: int,
) -> None:
    """Give every idle place a job, and make places while there are jobs for them."""
    idle = [place for place in places.values() if place.job is None]
    while idle or len(places) < processes:
        job = again.popleft() if again else next(jobs, None)
        if job is None:
            return
        if idle:
            place = idle.pop()
        else:
            place = _Place(Grader(work, work.course))
            places[place.grader.connection] = place
        place.job, place.until = job, time.monotonic() + HUNG
        place.grader.give(job)


def _ready(busy: list[Connection], places: dict[Connection, _Place]) -> list[Connection]:
    """Those that have something to tell; one that has told nothing for too long is ended."""
    first = min(places[connection].until for connection in busy)
    while True:
        ready = wait(busy, max(0.0, first - time.monotonic()))
        if ready:
            return [connection for connection in ready if isinstance(connection, Connection)]
        for connection in busy:
            if places[connection].until <= time.monotonic():
                places[connection].grader.kill()  # its connection then tells that it is gone


def _end(places: dict[Connection, _Place]) -> None:
    for place in places.values():
        place.grader.hang_up()
    for place in places.values():
        place.grader.end(at_once=place.job is not None)
