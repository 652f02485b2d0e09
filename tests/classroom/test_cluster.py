"""On a scheduler's workers: whoever is lost, every hand-in ends with the undisturbed result."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from autograder.classroom import cluster as cluster_module
from autograder.classroom.cluster import on_cluster
from autograder.classroom.jobs import GPU, Done, Event, Failed, Job, Refused, Work
from autograder.report.report import Report
from tests.classroom.classes import FIVE, ROOT, SMALL, small_jobs, told

PATIENCE = 60


class Cluster:
    """A scheduler and workers, each a process of this machine."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.running: list[subprocess.Popen[bytes]] = []
        self.warnings: list[str] = []

    def scheduler(self) -> "subprocess.Popen[bytes]":
        where = ("--host", "127.0.0.1", "--port", str(self.port))
        return self._start("dask_scheduler", *where, "--no-dashboard")

    def worker(self, resources: str = "CPU=1") -> "subprocess.Popen[bytes]":
        more = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--resources", resources)
        return self._start("dask_worker", self.address, "--host", "127.0.0.1", *more)

    def _start(self, module: str, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.{module}", *words]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        self.running.append(process)
        return process

    def graded(self, work: Work, jobs: Iterator[Job]) -> Iterator[Event]:
        return on_cluster(work, jobs, self.address, self.warnings.append)


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    path = [str(ROOT), *filter(None, sys.path)]
    monkeypatch.setenv("PYTHONPATH", ":".join(path))
    cluster = Cluster()
    try:
        yield cluster
    finally:
        for process in reversed(cluster.running):
            end(process)


def end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    process.wait(PATIENCE)


def each_once(events: list[Event]) -> list[str]:
    return sorted(event.name for event in events if isinstance(event, Done))


def test_it_comes_to_what_this_machine_makes_of_it(
    cluster: Cluster, work: Work, undisturbed: Mapping[str, Report]
) -> None:
    cluster.scheduler()
    cluster.worker()
    events = list(cluster.graded(work, small_jobs(FIVE)))
    assert told(events) == undisturbed
    assert each_once(events) == sorted(FIVE)
    assert not any(isinstance(event, Failed) for event in events)


def assert_nothing_is_lost(
    disturb: Callable[[], object], cluster: Cluster, work: Work, undisturbed: Mapping[str, Report]
) -> None:
    """All comes to the same where something happens once the first hand-in is graded."""
    events = []
    for event in cluster.graded(work, small_jobs(FIVE)):
        events.append(event)
        if len(events) == 1:
            disturb()
    assert told(events) == undisturbed
    assert each_once(events) == sorted(FIVE)


def test_a_worker_that_is_killed_costs_nothing(
    cluster: Cluster, work: Work, undisturbed: Mapping[str, Report]
) -> None:
    cluster.scheduler()
    worker = cluster.worker()

    def disturb() -> None:
        end(worker)
        cluster.worker()

    assert_nothing_is_lost(disturb, cluster, work, undisturbed)


def test_a_scheduler_that_is_started_anew_costs_nothing(
    cluster: Cluster, work: Work, undisturbed: Mapping[str, Report]
) -> None:
    scheduler = cluster.scheduler()
    worker = cluster.worker()

    def disturb() -> None:
        end(scheduler)
        end(worker)
        cluster.scheduler()
        cluster.worker()

    assert_nothing_is_lost(disturb, cluster, work, undisturbed)


def test_jobs_for_a_cpu_leave_a_worker_with_a_gpu_alone(
    cluster: Cluster, work: Work, undisturbed: Mapping[str, Report]
) -> None:
    cluster.scheduler()
    cluster.worker("GPU=1")
    asked: list[str] = []

    def start_one(warning: str) -> None:
        asked.append(warning)
        cluster.worker("CPU=1")

    events = list(on_cluster(work, small_jobs(FIVE), cluster.address, start_one))
    assert asked == ["waiting for a worker that offers CPU: start one with --resources CPU=1"]
    assert told(events) == undisturbed


def test_jobs_for_a_gpu_find_it(cluster: Cluster, work: Work) -> None:
    cluster.scheduler()
    cluster.worker("GPU=1")
    jobs = (replace(job, needs=GPU) for job in small_jobs(FIVE))
    assert each_once(list(cluster.graded(work, jobs))) == sorted(FIVE)


def test_a_worker_with_another_version_is_refused_by_name(cluster: Cluster, work: Work) -> None:
    cluster.scheduler()
    cluster.worker()
    other = replace(work, versions={**work.versions, "torch": "1.0"})
    with pytest.raises(Refused, match=r"tcp://127.0.0.1:\d+: it has torch .* instead of 1.0"):
        list(cluster.graded(other, small_jobs(FIVE)))
    assert "is refused" in cluster.warnings[-1]


def test_a_worker_with_another_course_is_refused_by_name(cluster: Cluster, work: Work) -> None:
    cluster.scheduler()
    cluster.worker()
    other = replace(work, digests={**work.digests, "relu_forward": "another"})
    with pytest.raises(Refused, match="another version of relu"):
        list(cluster.graded(other, small_jobs(FIVE)))


def test_without_a_scheduler_it_is_told_where_none_answers(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "CONNECT_SECONDS", 1)
    with socket.socket() as free, contextlib.suppress(OSError):
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(Refused, match=f"no scheduler answers at {address}"):
            list(on_cluster(work, small_jobs(FIVE), address, lambda text: None))


def test_a_folder_elsewhere_is_named_by_the_nodes_own_environment(
    cluster: Cluster, work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster.scheduler()
    monkeypatch.setenv("AUTOGRADER_COURSE", str(SMALL))
    cluster.worker()
    elsewhere = replace(work, course=str(tmp_path / "not here"))
    assert each_once(list(cluster.graded(elsewhere, small_jobs(FIVE)))) == sorted(FIVE)
