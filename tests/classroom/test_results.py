"""What a page is made of is what the store holds: reports that are made up, and their records."""

import json
import math
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.checking.trial import Outcome, Verdict
from autograder.classroom.database import StoreError
from autograder.classroom.export import Student
from autograder.classroom.jobs import Done, Score, packed
from autograder.classroom.record import Record, writing
from autograder.classroom.results import examples_of, results_of
from autograder.classroom.store import reading
from autograder.classroom.submissions import HandIn
from autograder.judge.reference import Example
from autograder.report.class_report.records import Cause, ClassResults, DeviceResult
from autograder.report.kept import kept_in, kept_question
from autograder.report.report import QuestionReport, Report
from autograder.report.stored import ReportError, dense, report_in, stored
from tests.report.reports import (
    FAILED,
    NOT_GRADED,
    PASSED,
    on_devices,
    question,
    report_of,
    verdict,
)
from tests.report.test_stored import FULL

QUESTIONS = [("forward", "Forward", 10.0)]


def put(record: Record, name: str, report: Report, students: tuple[Student, ...] = ()) -> None:
    scores = tuple(Score(q.name, q.score, q.points, q.not_graded) for q in report.questions)
    keys = {score.question: "a key" for score in scores}
    done = Done(name, packed(report), scores, report.problem)
    record.put("layers", hand_in(name, students), f"digest of {name}", keys, done)


def hand_in(name: str, students: tuple[Student, ...] = ()) -> HandIn:
    return HandIn(name, f"class/{name}", students, opened=lambda module: pytest.fail("opened"))


def results(path: Path, *reports: Report) -> ClassResults:
    """Of a store with these reports, under 0, 1, ..."""
    with writing(path) as record:
        record.begin("layers", "Layers", QUESTIONS)
        for name, report in enumerate(reports):
            put(record, f"{name}", report)
    with reading(path) as store:
        return results_of(store, "layers")


def failing(*verdicts: Verdict) -> Report:
    return report_of(question(verdict(PASSED, group="shapes"), *verdicts))


def test_a_report_is_kept_as_its_points_groups_and_mistakes(tmp_path: Path) -> None:
    known = replace(verdict(FAILED, "off", "the mean is left out"), mistakes=("mean_left_out",))
    report = replace(failing(known, known), seconds=1.5, flags=("line 3: ctypes",))
    found = results(tmp_path / "grades.db", report)
    (only,) = found.hand_ins
    (result,) = only.results
    assert (only.name, only.seconds, only.flags) == ("0", 1.5, ("line 3: ctypes",))
    assert (only.digest, only.is_graded, only.ran) == ("digest of 0", True, True)
    assert (result.score, result.not_graded) == (0, 0)
    assert result.groups == ("shapes", "values")
    assert result.lost == (("values", 10.0),)
    assert result.mistakes == (("mean_left_out",),)
    assert found.told == {("mean_left_out",): "the mean is left out"}
    assert (found.title, found.hints, found.points) == ("Layers", "all", 10)


UNWRITTEN = verdict(Outcome.ERROR, "forward is not implemented yet (layers.py, line 3)")
RAISED = verdict(Outcome.ERROR, "ValueError was raised (layers.py, line 3)")
KNOWN = replace(verdict(FAILED, "off", "a hint"), mistakes=("halved",))
CAUSES = {
    Cause.NONE: (verdict(PASSED),),
    Cause.KNOWN: (UNWRITTEN, RAISED, KNOWN),
    Cause.UNWRITTEN: (UNWRITTEN, verdict(Outcome.ERROR, "not implemented yet")),
    Cause.RELATION: (RAISED, verdict(FAILED, "off", "it is negated")),
    Cause.TIMEOUT: (RAISED, verdict(Outcome.TIMEOUT, "no answer in 10 s")),
    Cause.ERROR: (UNWRITTEN, RAISED),
    Cause.WRONG: (verdict(FAILED, "off by 3"),),
}


@pytest.mark.parametrize("cause", CAUSES, ids=[cause.name for cause in CAUSES])
def test_a_question_fails_for_the_best_that_is_known(tmp_path: Path, cause: Cause) -> None:
    (only,) = results(tmp_path / "grades.db", failing(*CAUSES[cause])).hand_ins
    assert only.results[0].cause is cause


def test_what_a_student_raises_is_not_taken_for_unwritten(tmp_path: Path) -> None:
    told = "ValueError: not implemented yet (layers.py, line 3)"
    (only,) = results(tmp_path / "grades.db", failing(verdict(Outcome.ERROR, told))).hand_ins
    assert only.results[0].cause is Cause.ERROR


def test_devices_have_their_parts_and_reasons(tmp_path: Path) -> None:
    found = results(tmp_path / "grades.db", on_devices(PASSED, NOT_GRADED))
    assert found.hand_ins[0].results[0].devices == (
        DeviceResult("cpu", 5.0),
        DeviceResult("cuda", 5.0, "not asked for: this grading ran without it"),
    )
    assert found.by_hand == 10


def test_hand_ins_without_a_report_stand_in_it_too(tmp_path: Path) -> None:
    path = tmp_path / "grades.db"
    students = (Student("Ada", "", "07"), Student("", "b@example.edu", ""), Student())
    broken = replace(failing(verdict(Outcome.ERROR, "it is empty")), problem="it is empty")
    with writing(path) as record:
        record.begin("layers", "Layers", QUESTIONS)
        put(record, "b", broken)
        put(record, "c", failing(verdict(PASSED)), students)
        record.put_aside("layers", hand_in("a"), "three tries")
    with reading(path) as store:
        aside, problem, graded = results_of(store, "layers").hand_ins
    assert (aside.name, aside.set_aside, aside.is_graded) == ("a", "three tries", False)
    assert (problem.problem, problem.is_graded, problem.ran) == ("it is empty", True, False)
    assert problem.digest == ""  # that in the store is of the problem
    assert graded.students == (("Ada", "07"), ("b@example.edu",))


def test_questions_stand_in_the_order_of_the_class_whatever_a_report_has(tmp_path: Path) -> None:
    one, two = question(verdict(PASSED)), question(verdict(FAILED, question="back"), name="back")
    with writing(tmp_path / "grades.db") as record:
        record.begin("layers", "Layers", [("back", "Back", 10.0), ("forward", "Forward", 10.0)])
        put(record, "a", report_of(one, two))
        put(record, "b", report_of(one))  # graded before the assignment had a second question
    with reading(tmp_path / "grades.db") as store:
        both, outdated = results_of(store, "layers").hand_ins
    assert [result.score for result in both.results] == [0, 10]
    assert not outdated.is_graded
    assert outdated.set_aside.startswith("it was graded on other questions")


def test_a_damaged_report_is_told_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "grades.db"
    results(path, failing(verdict(PASSED)))
    with sqlite3.connect(path) as file:
        file.execute("UPDATE submission SET report = x'00'")
    with reading(path) as store, pytest.raises(StoreError, match=r"grades.db: the report on 0: "):
        results_of(store, "layers")


def slowly(text: str) -> tuple[QuestionReport, ...]:
    return report_in(text).questions


@pytest.mark.parametrize("write", [stored, dense])
def test_a_kept_report_is_read_as_report_in_reads_it(write: Callable[[Report], str]) -> None:
    text = write(FULL).replace("\\ud800", "?")
    kept = kept_in(text.encode())
    told = [kept_question(bytes(content)) for content in kept.questions]
    expected = [
        replace(q, verdicts=tuple(replace(v, measured=finite(v.measured)) for v in q.verdicts))
        for q in slowly(text)
    ]
    assert told == expected
    assert (kept.flags, kept.seconds, kept.hints) == (FULL.flags, FULL.seconds, FULL.hints)
    assert kept.written == FULL.written


def finite(measured: float | None) -> float | None:
    return None if measured is not None and math.isinf(measured) else measured


def test_half_a_character_is_a_question_mark() -> None:
    kept = kept_in(stored(FULL).encode())
    verdicts = kept_question(bytes(kept.questions[0])).verdicts
    assert verdicts[1].message == "out is off\u2028by ? 3"


def test_a_message_that_looks_like_a_deviation_is_left_alone(tmp_path: Path) -> None:
    message = '"measured": "infinite"'
    text = stored(failing(verdict(FAILED, message)))
    assert kept_question(bytes(kept_in(text.encode()).questions[0])).verdicts[1].message == message


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"form": 1, "report": {}}', b"\xff", b"[" * 100_000]
)
def test_what_is_no_kept_report_is_refused(content: bytes) -> None:
    with pytest.raises(ReportError):
        kept_in(content)


def test_a_kept_report_of_another_form_is_refused() -> None:
    whole = json.loads(stored(Report("layers", "Layers", ())))
    with pytest.raises(ReportError, match="its form is 1, and 2 is read"):
        kept_in(json.dumps(whole | {"form": 1}).encode())


def test_an_example_is_told_by_its_first_paragraph() -> None:
    source = '"""Half of it\nis missing.\n\nMore."""\nHINT = "a hint"\n'
    told = examples_of([Example("halved", "all", hint="a hint", own=source)])["halved"]
    assert (told.about, told.hint, told.source) == ("Half of it is missing.", "a hint", source)
