"""A scheduler and its workers, each a process of this machine, and ways to lose them."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from autograder.classroom.cluster import on_cluster
from autograder.classroom.jobs import Event, Job, Work
from tests.classroom.classes import ROOT

PATIENCE = 60

Process = subprocess.Popen[bytes]


class Cluster:
    """What runs stays until `end_all`, or until a test ends it; `warnings` are those of runs."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.running: list[Process] = []
        self.warnings: list[str] = []

    def scheduler(self) -> Process:
        where = ("--host", "127.0.0.1", "--port", str(self.port))
        return self._start("dask_scheduler", *where, "--no-dashboard")

    def worker(self, resources: str = "CPU=1", program: Path = ROOT) -> Process:
        """program: where this program lies on its machine"""
        more = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--resources", resources)
        where = (self.address, "--host", "127.0.0.1")
        return self._start("dask_worker", *where, *more, program=program)

    def graded(self, work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        return on_cluster(work, jobs, self.address, self.warnings.append)

    def end_all(self) -> None:
        while self.running:
            end(self.running.pop())

    def _start(self, module: str, *words: str, program: Path = ROOT) -> Process:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=program,
            env=os.environ | {"PYTHONPATH": ":".join([str(program), *filter(None, sys.path)])},
        )
        self.running.append(process)
        return process


def end(process: Process) -> None:
    """As a power cut does it."""
    process.kill()
    process.wait(PATIENCE)


def children(pid: int) -> list[int]:
    """Of a worker: the processes that grade, whichever thread started them. Of one: its service."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            found += map(int, path.read_text().split())
    return found


def kill(pids: list[int]) -> None:
    """There is at least one."""
    assert pids
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
