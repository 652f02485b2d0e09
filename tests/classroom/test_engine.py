"""Processes that grade may die: every hand-in ends with one result, that of an undisturbed run."""

import errno
import os
import socket
import struct
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from autograder.classroom import engine, process
from autograder.classroom.engine import on_this_machine
from autograder.classroom.grader import Grader
from autograder.classroom.jobs import (
    TRIES,
    Done,
    Event,
    Failed,
    GraderLost,
    Job,
    Refused,
    SetAside,
    Work,
)
from autograder.report.report import Report
from tests.classroom.classes import FIVE, RIGHT, small_course, small_jobs, small_work, told
from tests.classroom.machines import children


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Grader]:
    """The processes that an engine starts."""
    found: list[Grader] = []

    class Noted(Grader):
        def __init__(self, work: Work, course: str) -> None:
            super().__init__(work, course)
            found.append(self)

    monkeypatch.setattr(engine, "Grader", Noted)
    return found


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_each_gets_the_score_it_deserves(undisturbed: Mapping[str, Report]) -> None:
    scores = {name: report.score for name, report in undisturbed.items()}
    assert scores == {"ada.py": 20, "bob.py": 10, "cy.py": 0, "dee.py": 10, "eve.py": 20}


def test_two_at_a_time_come_to_the_same(
    work: Work, undisturbed: Mapping[str, Report], started: list[Grader]
) -> None:
    assert told(list(on_this_machine(work, small_jobs(FIVE), 2))) == undisturbed
    assert len(started) == 2
    assert not any(is_there(grader.pid) for grader in started)


def test_no_process_is_started_where_there_is_nothing_to_do(
    work: Work, started: list[Grader]
) -> None:
    assert list(on_this_machine(work, small_jobs({}), 2)) == []
    assert started == []


def killed(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> None:
    """Have the process that grades a hand-in killed in the middle of it, so many times."""
    left = Counter({name: times})

    class Doomed(Grader):
        has: Job | None = None

        def give(self, job: Job) -> None:
            self.has = job
            super().give(job)
            self._strike()

        def told(self) -> Done | None:
            outcome = super().told()
            self._strike()
            return outcome

        def _strike(self) -> None:
            if self.has_started and self.has and left[self.has.name] > 0:
                left[self.has.name] -= 1
                self.kill()

    monkeypatch.setattr(engine, "Grader", Doomed)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_process_that_is_killed_is_replaced_and_its_hand_in_begun_anew(
    processes: int,
    work: Work,
    undisturbed: Mapping[str, Report],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    killed(monkeypatch, "cy.py", TRIES - 1)
    events = list(on_this_machine(work, small_jobs(FIVE), processes))
    assert told(events) == undisturbed
    assert Counter(event.name for event in events if isinstance(event, Done)) == Counter(
        FIVE.keys()
    )
    failures = [event for event in events if isinstance(event, Failed)]
    assert [failure.name for failure in failures] == ["cy.py"] * (TRIES - 1)
    assert "was killed by signal 9" in failures[0].why


def test_a_hand_in_that_ends_what_grades_it_is_set_aside_and_the_others_are_graded(
    work: Work, undisturbed: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(monkeypatch, "bob.py", TRIES)
    events = list(on_this_machine(work, small_jobs(FIVE), 1))
    assert [event.name for event in events if isinstance(event, SetAside)] == ["bob.py"]
    others = {name: report for name, report in undisturbed.items() if name != "bob.py"}
    assert told(events) == others


def test_what_a_student_does_is_a_verdict_and_never_tried_again(
    work: Work, started: list[Grader]
) -> None:
    sources = {"ends.py": FIVE["dee.py"], "raises.py": "raise MemoryError", "ada.py": RIGHT}
    events = list(on_this_machine(work, small_jobs(sources), 1))
    assert [type(event) for event in events] == [Done] * 3
    assert len(started) == 1


def test_a_lost_service_is_no_students_fault(
    work: Work, undisturbed: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    struck: list[int] = []

    class WithoutService(Grader):
        def told(self) -> Done | None:
            outcome = super().told()
            if outcome is None and not struck:
                struck.extend(children(self.pid))
                for pid in struck:
                    os.kill(pid, 9)
            return outcome

    monkeypatch.setattr(engine, "Grader", WithoutService)
    events = list(on_this_machine(work, small_jobs(FIVE), 1))
    assert struck
    assert told(events) == undisturbed
    assert [type(event) for event in events].count(Failed) == 1


def test_half_of_what_a_process_told_before_it_was_killed_is_no_outcome(work: Work) -> None:
    grader = Grader(work, work.course)
    ours, theirs = socket.socketpair()
    with theirs:
        theirs.sendall(struct.pack("!i", 1_000) + b"the first bytes of a thousand")
    grader.connection = Connection(ours.detach())
    grader.kill()
    with pytest.raises(GraderLost, match="was killed by signal 9"):
        grader.told()


def test_whoever_stops_listening_leaves_no_process(work: Work, started: list[Grader]) -> None:
    events = on_this_machine(work, small_jobs(FIVE), 2)
    next(events)
    services = [child for grader in started for child in children(grader.pid)]
    assert services
    events.close()  # type: ignore[attr-defined]
    assert not any(is_there(grader.pid) for grader in started)


# ---- machines that can't grade -----------------------------------------------------------------


def refused(work: Work) -> str:
    with pytest.raises(Refused) as error:
        list(on_this_machine(work, small_jobs(FIVE), 1))
    return str(error.value)


def test_another_version_is_refused_by_name(work: Work) -> None:
    other = replace(work, versions={**work.versions, "numpy": "1.0"})
    assert "instead of 1.0" in refused(other)
    assert "numpy" in refused(other)


def test_another_version_of_the_course_is_refused(work: Work) -> None:
    other = replace(work, digests={**work.digests, "relu_forward": "another"})
    assert "another version of relu" in refused(other)


def test_a_missing_course_is_refused(work: Work, tmp_path: Path) -> None:
    assert "there is no course at" in refused(replace(work, course=str(tmp_path)))


def test_cases_that_cant_be_drawn_are_no_hand_ins_fault(tmp_path: Path) -> None:
    course = small_course(tmp_path / "course")
    path = course.folder("relu") / "cases.py"
    path.write_text(path.read_text() + "\n\ndef relu_forward(draw): 1 / 0\n")
    why = refused(small_work(course))
    assert why == (
        "the cases of relu can't be drawn: ZeroDivisionError: division by zero (cases.py, line 22)"
    )


def test_a_machine_that_can_start_none_ends_the_run(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stillborn(Grader):
        def __init__(self, work: Work, course: str) -> None:
            super().__init__(work, course)
            self.kill()

    monkeypatch.setattr(engine, "Grader", Stillborn)
    with pytest.raises(GraderLost, match="killed by signal 9"):
        list(on_this_machine(work, small_jobs(FIVE), 1))


def test_a_machine_without_room_for_a_process_says_so(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    with pytest.raises(GraderLost, match="no process can be started: No space left on device"):
        list(on_this_machine(work, small_jobs(FIVE), 1))


# ---- failures of the machine that look like a student's ------------------------------------------


class PretendedJudge:
    def __init__(self, report: Report) -> None:
        self._report = report

    def grade(self, *_given: object, **_only: object) -> Report:
        return self._report


def graded_with(message: str, work: Work, undisturbed: Mapping[str, Report]) -> Event:
    """A grading in which every failure reads like that."""
    report = undisturbed["dee.py"]
    questions = tuple(
        replace(q, verdicts=tuple(replace(v, message=message) for v in q.verdicts))
        for q in report.questions
    )
    judge = PretendedJudge(replace(report, questions=questions))
    (job,) = small_jobs({"dee.py": FIVE["dee.py"]})
    return process.graded(judge, job, work)  # type: ignore[arg-type]


def rising() -> Callable[[], int]:
    counts: Iterator[int] = iter(range(10))
    return lambda: next(counts)


def test_a_worker_that_was_ended_for_the_machines_memory_is_no_verdict(
    work: Work, undisturbed: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "your code's process died (SIGKILL): it was ended"
    assert isinstance(graded_with(message, work, undisturbed), Done)
    monkeypatch.setattr(process, "ended_for_memory", rising())
    assert isinstance(graded_with("a shape is wrong", work, undisturbed), Done)
    with pytest.raises(GraderLost, match="ran out of memory"):
        graded_with(message, work, undisturbed)


def test_a_full_disk_of_the_machine_is_no_verdict(
    work: Work, undisturbed: Mapping[str, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    message = "OSError: [Errno 28] No space left on device"
    assert isinstance(graded_with(message, work, undisturbed), Done)
    monkeypatch.setattr(process, "ROOM", 1 << 62)
    with pytest.raises(GraderLost, match=r"the disk of .* was full"):
        graded_with(message, work, undisturbed)
