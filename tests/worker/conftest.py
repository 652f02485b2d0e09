"""A running service without a judge, and what it takes to run a submission's code in it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from autograder.worker.client import ServiceHandle, Worker, running_service
from autograder.worker.confinement import Limits
from autograder.worker.wire import Load, Loaded, Outputs, Raised, Run

LIFETIME = 3_600
PATIENCE = 60.0
"""Seconds for what should take none: only a worker that hangs ever waits so long."""

EXERCISES = """
def probe(solution):
    return {"told": str(solution.probe())}
"""


@dataclass(frozen=True)
class Host:
    """A service that takes any source text as a submission and runs its function probe()."""

    service: ServiceHandle

    def loaded(self, source: str, device: str = "cpu") -> Worker:
        """A worker with this submission in it."""
        worker = self.service.worker(device)
        files = {"submission.py": np.frombuffer(source.encode(), np.uint8)}
        request = Load("submission", EXERCISES, files, {})
        reply, _ = worker.load(request, time.monotonic() + PATIENCE)
        assert isinstance(reply, Loaded), reply
        return worker

    def probed(self, worker: Worker, seconds: float = PATIENCE) -> str:
        """What the submission's probe() returns, as text; it may take so many seconds."""
        deadline = time.monotonic() + seconds
        worker.ask(Run("probe", "numpy", "float64", "cpu", 60, None, 0, {}), deadline)
        reply, _ = worker.outcome(0, deadline)
        assert not isinstance(reply, Raised), reply
        assert isinstance(reply, Outputs)
        return reply.outputs["told"].text

    def end(self, worker: Worker) -> None:
        """End the worker and wait until all of it is gone."""
        worker.end()
        self.service.settle()

    def told(self, source: str) -> str:
        """What a submission's probe() returns in a worker of its own."""
        worker = self.loaded(source)
        try:
            return self.probed(worker)
        finally:
            self.end(worker)


@pytest.fixture(scope="session")
def host_of() -> Callable[[ServiceHandle], Host]:
    return Host


@pytest.fixture(scope="session")
def forking_host() -> Iterator[Host]:
    """A service whose workers may start processes: what holds them then is tested with it."""
    off = ("few system calls",)
    with running_service(["numpy"], Limits(), LIFETIME, without=off) as service:
        yield Host(service)


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    """A service for NumPy alone that all tests share."""
    with running_service(["numpy"], Limits(), LIFETIME) as service:
        yield Host(service)
