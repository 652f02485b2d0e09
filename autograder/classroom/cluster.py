"""Grading on the workers of a scheduler of `distributed`, on however many machines.

Jobs ask for a resource by name: CPU, or GPU where a question runs on one. Workers that lack the
program's version, or the course's, are refused by name, and the others go on. What was under way
when a worker or the scheduler is lost is begun anew.
"""

import asyncio
import contextlib
import queue
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.classroom.engine import Tries
from autograder.classroom.jobs import Event, GraderLost, Job, Refused, SetAside, Work
from autograder.classroom.node import NodeRefused, end_graders, grade_here, why_refused

AHEAD = 2
"""Jobs on their way for each that can run: no worker waits for the next."""

LOOK_SECONDS = 1.0
"""After so long without news, a look at who is there."""

AWAY_SECONDS = 600
"""How long a scheduler may be away before the run ends; it is taken up by the same command."""

CONNECT_SECONDS = 10

LOST = (OSError, TimeoutError, asyncio.CancelledError)
"""What is raised where the scheduler, or a worker that was asked, is lost."""

Warn = Callable[[str], None]


def on_cluster(work: Work, jobs: Iterator[Job], address: str, warn: Warn) -> Iterator[Event]:
    """What comes of the jobs, in the order in which it comes.

    Refused when no worker may grade, or there is no scheduler.
    """
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise Refused("--scheduler needs distributed: install autograder[cluster]") from error
    line = _Line(jobs)
    connected_before = False
    while not line.is_done:
        with _client(address, connected_before, warn) as client:
            connected_before = True
            yield from _Session(client, work, line, warn).events()


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

    def __init__(self, client: Any, work: Work, line: _Line, warn: Warn) -> None:
        self._client = client
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
                self._look()
                self._submit()
                with contextlib.suppress(queue.Empty):
                    yield from self._settled(self._news.get(timeout=LOOK_SECONDS))
        except LOST:  # it went away in the middle of a question
            return
        finally:
            for key in list(self._futures):
                self._line.again(self._futures.pop(key).name)

    def _look(self) -> None:
        """See who is there, and check those that are new."""
        if time.monotonic() < self._looked + LOOK_SECONDS:
            return
        self._looked = time.monotonic()
        workers = _workers(self._client)
        new = [a for a in workers if a not in self._able and a not in self._refused]
        if new:
            whys = self._client.run(why_refused, self._work, workers=new, on_error="return")
            for address in new:
                why = whys.get(address)
                if isinstance(why, OSError):
                    continue  # gone already, or not yet here: it is asked again
                if why:
                    self._refuse(address, str(why))
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
            key = f"{job.name}-{uuid.uuid4().hex}"
            future = self._client.submit(
                grade_here,
                self._work,
                job,
                key=key,
                workers=list(offering),
                resources={job.needs: 1},
                allow_other_workers=False,
                pure=False,
            )
            self._futures[key] = _Asked(job.name, frozenset(offering), future)
            future.add_done_callback(self._news.put)

    def _settled(self, future: Any) -> Iterator[Event]:
        """What a future that is done comes to."""
        asked = self._futures.pop(future.key, None)
        if asked is None:  # it was taken back
            return
        name, done = asked.name, None
        if future.status == "finished":
            with contextlib.suppress(*LOST):  # who had the result may be gone by now
                done = future.result()
        if done is not None:
            del self._line.under_way[name]
            yield done
            return
        if future.status != "error":  # cancelled: the scheduler was lost
            self._line.again(name)
            return
        error = future.exception()
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


def _workers(client: Any) -> dict[str, dict[str, float]]:
    """Each worker's resources by its address."""
    try:
        told = client.scheduler_info(n_workers=-1)
    except TypeError:  # before 2025 it told of all
        told = client.scheduler_info()
    return {address: dict(worker["resources"]) for address, worker in told["workers"].items()}


@contextlib.contextmanager
def _client(address: str, connected_before: bool, warn: Warn) -> Iterator[Any]:
    """A connection to the scheduler; one that was there before is waited for."""
    from distributed import Client

    until = time.monotonic() + (AWAY_SECONDS if connected_before else 0)
    if connected_before:
        warn(f"the scheduler at {address} is away: waiting for it")
    while True:
        try:
            client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
            break
        except (OSError, TimeoutError, ValueError) as error:
            if time.monotonic() >= until:
                raise Refused(f"no scheduler answers at {address}") from error
    try:
        yield client
    finally:
        with contextlib.suppress(*LOST):
            if client.status == "running":
                client.run(end_graders, on_error="ignore")
        client.close(timeout=CONNECT_SECONDS)
