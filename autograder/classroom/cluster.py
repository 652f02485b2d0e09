"""Grading on the workers of a scheduler of `distributed`, on however many machines.

Jobs ask for a resource by name: CPU, or GPU where a question runs on one. Workers that lack the
program's version, or the course's, are refused by name, and the others go on. What was under way
when a worker or the scheduler is lost is begun anew.
"""

import contextlib
import queue
import time
import uuid
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from autograder.classroom.engine import Tries
from autograder.classroom.jobs import Done, Event, GraderLost, Job, Refused, SetAside, Work
from autograder.classroom.node import NodeRefused, end_graders, grade_here, why_refused
from autograder.classroom.scheduler import Warn, connection, losses, workers_of

AHEAD = 2
"""Jobs on their way for each that can run: no worker waits for the next."""

LOOK_SECONDS = 1.0
"""After so long without news, a look at who is there."""

RESULT_SECONDS = 60
"""How long results may take that workers have; then those hand-ins are graded anew."""


def on_cluster(work: Work, jobs: Iterator[Job], address: str, warn: Warn) -> Iterator[Event]:
    """What comes of the jobs, in the order in which it comes.

    Refused when no worker may grade, or there is no scheduler.
    """
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise Refused("--scheduler needs distributed: install autograder[cluster]") from error
    line = _Line(jobs)
    run = uuid.uuid4().hex
    connected_before = False
    while not line.is_done:
        with connection(address, connected_before, warn) as client:
            connected_before = True
            try:
                yield from _Session(client, run, work, line, warn).events()
            finally:
                if client.status == "running":
                    with losses(client):
                        client.run(end_graders, run, on_error="ignore")


class _Line:
    """The jobs that wait, those that are under way, and how often each has failed."""

    def __init__(self, jobs: Iterator[Job]) -> None:
        self.under_way: dict[str, Job] = {}
        self.tries = Tries()
        self._jobs = jobs
        self._again: deque[Job] = deque()
        self._next = next(jobs, None)

    @property
    def is_done(self) -> bool:
        """Whether nothing waits, and nothing is under way."""
        return not self.under_way and not self._again and self._next is None

    @property
    def first(self) -> Job | None:
        """The next job, which stays in the line."""
        return self._again[0] if self._again else self._next

    def take(self) -> Job:
        """The next job; it is under way from now on."""
        job = self.first
        assert job is not None
        if self._again:
            self._again.popleft()
        else:
            self._next = next(self._jobs, None)
        self.under_way[job.name] = job
        return job

    def again(self, name: str) -> None:
        """It wasn't finished, and nobody is to blame."""
        self._again.append(self.under_way.pop(name))


@dataclass(frozen=True)
class _Asked:
    """A job on its way, and the workers that may have it."""

    name: str
    workers: frozenset[str]
    future: Any


class _Session:
    """As long as one connection to the scheduler lasts."""

    def __init__(self, client: Any, run: str, work: Work, line: _Line, warn: Warn) -> None:
        self._client = client
        self._run = run
        self._work = work
        self._line = line
        self._warn = warn
        self._news: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._futures: dict[str, _Asked] = {}
        self._able: dict[str, dict[str, float]] = {}
        self._refused: dict[str, str] = {}
        self._looked = 0.0
        self._is_waiting = False

    def events(self) -> Iterator[Event]:
        """Until all jobs are done, or the connection is lost: then the rest waits in the line."""
        try:
            while not self._line.is_done:
                if self._client.status != "running":
                    return
                with losses(self._client):
                    self._look()
                self._submit()
                yield from self._settled(self._told())
        finally:
            for key in list(self._futures):
                self._line.again(self._futures.pop(key).name)

    def _look(self) -> None:
        """See who is there, and check those that are new."""
        if time.monotonic() < self._looked + LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        workers = workers_of(self._client)
        new = [a for a in workers if a not in self._able and a not in self._refused]
        if new:
            whys = self._client.run(why_refused, self._work, workers=new, on_error="return")
            for address in new:
                why = whys.get(address)
                if isinstance(why, OSError):
                    continue  # gone already, or not yet here: it is asked again
                if isinstance(why, Exception):  # it doesn't even know how to tell
                    why = f"it has another version of this program, or none ({why})"
                if why:
                    self._refuse(address, why)
                else:
                    self._able[address] = workers[address]
        self._able = {a: resources for a, resources in self._able.items() if a in workers}
        self._take_back()
        if workers and not set(workers) - set(self._refused):
            told = "; ".join(f"{a}: {self._refused[a]}" for a in workers)
            raise Refused(f"no worker of the scheduler may grade: {told}")

    def _take_back(self) -> None:
        """Ask others for what was asked of workers that are all gone: it would wait for ever."""
        for key, asked in list(self._futures.items()):
            if not asked.workers & self._able.keys():
                del self._futures[key]
                asked.future.cancel()
                self._line.again(asked.name)

    def _refuse(self, address: str, why: str) -> None:
        self._able.pop(address, None)
        if address not in self._refused:
            self._refused[address] = why
            self._warn(f"the worker {address} is refused: {why}")

    def _submit(self) -> None:
        """Have as many under way as keep all workers busy."""
        while (job := self._line.first) is not None:
            offering = {a: r.get(job.needs, 0) for a, r in self._able.items() if r.get(job.needs)}
            room = AHEAD * sum(offering.values())
            if not offering and not self._futures and not self._is_waiting:
                self._is_waiting = True
                needed = f"{job.needs}: start one with --resources {job.needs}=1"
                self._warn(f"waiting for a worker that offers {needed}")
            if len(self._futures) >= room:
                return
            job = self._line.take()
            key = f"grade-{uuid.uuid4().hex}"  # a scheduler remembers for ever what stands before -
            future = None
            with losses(self._client):
                future = self._client.submit(
                    *(grade_here, self._run, self._work, job),
                    key=key,
                    workers=list(offering),
                    resources={job.needs: 1},
                    allow_other_workers=False,
                    pure=False,
                )
            if future is None:
                self._line.again(job.name)
                return
            self._futures[key] = _Asked(job.name, frozenset(offering), future)
            future.add_done_callback(self._news.put)

    def _told(self) -> list[Any]:
        """The futures of which there is news, after a while none."""
        told = []
        with contextlib.suppress(queue.Empty):
            told.append(self._news.get(timeout=LOOK_SECONDS))
            while True:
                told.append(self._news.get_nowait())
        return told

    def _results(self, futures: list[Any]) -> dict[str, Done | None]:
        """What workers hold, by key, in one question; less what is gone by now."""
        asked = {future.key: future for future in futures if future.status == "finished"}
        gather = partial(self._client.gather, asked, errors="skip", asynchronous=True)
        found: dict[str, Done | None] = {}
        with losses(self._client):
            found.update(self._client.sync(gather, callback_timeout=RESULT_SECONDS))
        return found

    def _settled(self, futures: list[Any]) -> Iterator[Event]:
        """What futures that are done come to."""
        results = self._results(futures)
        for future in futures:
            asked = self._futures.pop(future.key, None)
            if asked is None:  # it was taken back
                continue
            done = results.get(future.key)
            if done is not None:
                del self._line.under_way[asked.name]
                yield done
            elif future.status == "error":
                yield from self._failed(asked.name, future.exception())
            else:  # the scheduler was lost, or whoever had the result
                self._line.again(asked.name)

    def _failed(self, name: str, error: BaseException) -> Iterator[Event]:
        """What becomes of a job that has failed on its worker."""
        if isinstance(error, NodeRefused):
            self._refuse(error.address, error.why)
            self._line.again(name)
            return
        event = self._line.tries.after(self._line.under_way[name], _why(error))
        if isinstance(event, SetAside):
            del self._line.under_way[name]
        else:
            self._line.again(name)
        yield event


def _why(error: BaseException) -> str:
    """Why a job failed that no student is to blame for."""
    if isinstance(error, GraderLost):
        return str(error)
    if type(error).__name__ == "KilledWorker":
        return "the workers that had it were lost, one after the other"
    return f"{type(error).__name__}: {error}"
