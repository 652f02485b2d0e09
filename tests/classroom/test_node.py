"""What a worker of a cluster does with jobs, without a cluster: its processes come and go."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from autograder.classroom import grader as grader_module
from autograder.classroom import node
from autograder.classroom.grader import Grader
from autograder.classroom.jobs import Done, GraderLost, Job, Work
from autograder.report.report import Report
from tests.classroom.classes import FIVE, small_jobs, told

PATIENCE = 60


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Grader]]:
    """The processes that jobs have started here, and none of another test's."""
    found: list[Grader] = []

    class Noted(Grader):
        def __init__(self, work: Work, course: str) -> None:
            super().__init__(work, course)
            found.append(self)

    monkeypatch.setattr(node, "Grader", Noted)
    monkeypatch.setattr(node, "_places", {})
    yield found
    for grader in found:
        grader.end(at_once=True)


@pytest.fixture
def job() -> Job:
    (job,) = small_jobs({"bob.py": FIVE["bob.py"]})
    return job


def is_there(grader: Grader) -> bool:
    """Whether the process runs, or nobody has seen yet that it has ended."""
    return os.path.exists(f"/proc/{grader.pid}")


def test_jobs_of_a_run_share_a_process_and_it_ends_with_the_run(
    work: Work, undisturbed: Mapping[str, Report], started: list[Grader]
) -> None:
    events = [node.grade_here("a run", work, job) for job in small_jobs(FIVE)]
    assert told(events) == undisturbed
    (grader,) = started
    node.end_graders("another run")
    assert is_there(grader)
    node.end_graders("a run")
    assert not is_there(grader)


def test_a_job_starts_no_thread(
    work: Work, started: list[Grader], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where threads come and go, a worker that watches itself may stand still for ever."""
    threads: list[threading.Thread] = []
    start = threading.Thread.start

    def noted(thread: threading.Thread) -> None:
        threads.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", noted)
    for job in small_jobs(FIVE):
        node.grade_here("a run", work, job)
    assert len(threads) == len(started) == 1


def test_another_work_gets_a_process_of_its_own(
    work: Work, job: Job, started: list[Grader]
) -> None:
    node.grade_here("a run", work, job)
    node.grade_here("another run", replace(work, terms=replace(work.terms, seed=8)), job)
    assert [is_there(grader) for grader in started] == [False, True]


def test_a_run_that_ends_ends_what_is_under_way(
    work: Work, job: Job, started: list[Grader], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    stop_at_the_start(monkeypatch, begun.set)
    with ThreadPoolExecutor(1) as thread:
        outcome = thread.submit(node.grade_here, "a run", work, job)
        assert begun.wait(PATIENCE)
        node.end_graders("a run")
        with pytest.raises(GraderLost, match="killed by signal 9"):
            outcome.result(PATIENCE)
    assert not is_there(started[0])


def stop_at_the_start(monkeypatch: pytest.MonkeyPatch, tell: Callable[[], None]) -> None:
    """Let the process that has a job do nothing more, for ever."""
    give = Grader.give

    def stopped(grader: Grader, job: Job) -> None:
        os.kill(grader.pid, signal.SIGSTOP)
        give(grader, job)
        tell()

    monkeypatch.setattr(Grader, "give", stopped)


def test_a_process_that_tells_nothing_for_too_long_is_ended(
    work: Work, job: Job, started: list[Grader], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as once:
        once.setattr(grader_module, "HUNG", 0.1)
        stop_at_the_start(once, lambda: None)
        with pytest.raises(GraderLost, match="killed by signal 9"):
            node.grade_here("a run", work, job)
    assert isinstance(node.grade_here("a run", work, job), Done)


def test_a_process_without_work_ends_by_itself(
    work: Work, job: Job, started: list[Grader], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who had the class may have been killed: nobody says that the run has ended."""
    ended = threading.Event()
    end = Grader.end

    def noted(grader: Grader, *, at_once: bool = False) -> None:
        end(grader, at_once=at_once)
        ended.set()

    monkeypatch.setattr(Grader, "end", noted)
    monkeypatch.setattr(node, "IDLE_SECONDS", 0.1)
    node.grade_here("a run", work, job)
    assert ended.wait(PATIENCE)
    assert not is_there(started[0])
    assert isinstance(node.grade_here("a run", work, job), Done)
