"""On a GPU: honest work keeps its points, known mistakes don't, and no hand-in hurts another.

What is measured is recorded, and committed as docs/gpu.json: `make gpu`.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.checking.submission import Submission
from autograder.checking.trial import Outcome, Trial
from autograder.judge.grading import Judge, Terms, judging
from autograder.judge.reference import (
    Example,
    Reference,
    accepted_examples,
    run_exercise,
    wrong_examples,
)
from autograder.report.report import QuestionReport, Report
from autograder.report.stored import read_report
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from autograder.worker.confinement import Limits

pytestmark = pytest.mark.gpu

COURSE = Course(Path(__file__).parents[2])
ON_GPU = Terms(devices="cuda", seed=0, hints="none")
LIFETIME = 3_600
AT_ONCE = 16
STEP = 1 if os.environ.get("AUTOGRADER_GPU") == "all" else 4
"""Of the wrong solutions every so many are graded through a worker; the audit judges all."""

Record = Callable[[str, object], None]


def with_gpu_questions() -> list[str]:
    return [
        name
        for name in COURSE.names()
        if any("cuda" in q.devices for q in read_assignment(COURSE.folder(name)).questions)
    ]


NAMES = with_gpu_questions()


@pytest.fixture(scope="module")
def judge_of() -> Iterator[Callable[[str], Judge]]:
    """One judge at a time: its service holds a process on the card only while it grades."""
    judges: dict[str, Any] = {}

    def judge(name: str) -> Judge:
        if name not in judges:
            while judges:
                judges.popitem()[1][0].__exit__(None, None, None)
            entered = judging(COURSE, name, lifetime=LIFETIME)
            judges[name] = entered, entered.__enter__()
        return judges[name][1]  # type: ignore[no-any-return]

    yield judge
    while judges:
        judges.popitem()[1][0].__exit__(None, None, None)


def hand_in(judge: Judge, source: str) -> Submission:
    module = judge.assignment.module
    return Submission(module, {f"{module}.py": source.encode()})


def on_gpu(report: Report) -> list[QuestionReport]:
    """The questions that were graded on the card."""
    return [
        question
        for question in report.questions
        if any(v.trial.device == "cuda" for v in question.verdicts)
    ]


def failures(question: QuestionReport) -> list[str]:
    return [
        f"{verdict.trial.id}: {verdict.outcome}: {verdict.message}"
        for verdict in question.verdicts
        if verdict.trial.device == "cuda" and verdict.outcome is not Outcome.PASSED
    ]


@pytest.mark.parametrize("name", NAMES)
def test_right_solutions_pass_every_case(
    name: str, judge_of: Callable[[str], Judge], record_property: Record
) -> None:
    judge = judge_of(name)
    reference = judge.reference.source
    right = [Example("the reference", reference), *accepted_examples(judge.assignment, reference)]
    cases = 0
    for example in right:
        report = judge.grade(hand_in(judge, example.source), ON_GPU)
        for question in on_gpu(report):
            assert not failures(question), (example.name, failures(question))
            cases += sum(v.trial.device == "cuda" for v in question.verdicts)
    record_property("solutions", len(right))
    record_property("cases", cases)


@pytest.mark.parametrize("name", NAMES)
def test_wrong_solutions_fail_where_they_are_named(
    name: str, judge_of: Callable[[str], Judge], record_property: Record
) -> None:
    judge = judge_of(name)
    graded_here = {q.name for q in judge.assignment.questions if "cuda" in q.devices}
    wrong = wrong_examples(judge.assignment, judge.reference.source)
    named = [example for example in wrong if graded_here & set(example.fails_on("cuda"))]
    named = named[::STEP]
    astray = []
    for example in named:
        report = judge.grade(hand_in(judge, example.source), ON_GPU)
        failing = {question.name for question in on_gpu(report) if failures(question)}
        if failing != graded_here & set(example.fails_on("cuda")):
            astray.append((example.name, sorted(failing)))
    record_property("wrong solutions", len(named))
    assert not astray


def warm_seconds(judge: Judge, cases: Sequence[Trial]) -> float:
    """What the reference takes for cases on the card, in a process that has run them before."""
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        name = judge.assignment.name
        return process.submit(seconds_of_the_second_time, name, list(cases)).result()


def seconds_of_the_second_time(name: str, cases: Sequence[Trial]) -> float:
    """In a process of its own."""
    reference = Reference(read_assignment(COURSE.folder(name)), COURSE.root)
    begun = 0.0
    for _ in range(2):
        torch.cuda.synchronize()
        begun = time.monotonic()
        for trial in cases:
            run_exercise(reference.exercises, reference.solution, trial, trial.dtype, "cuda")
        torch.cuda.synchronize()
    return time.monotonic() - begun


@pytest.mark.parametrize("name", NAMES)
def test_the_audit_s_margins_hold_on_the_card(
    name: str, tmp_path: Path, record_property: Record
) -> None:
    """In a process of its own, for it forks others that use the card."""
    record = tmp_path / "audit.json"
    command = [sys.executable, "-m", "autograder", "audit", name, "--device", "cuda"]
    options = ["--processes", "2", "--json", str(record), "--course", str(COURSE.root)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert record.is_file(), done.stderr
    (told,) = json.loads(record.read_text())
    for figure in ("graded", "false_fails", "wrong", "wrong_killed", "least_margin", "seconds"):
        record_property(figure, told[figure])
    record_property("findings", [f"{each['kind']}: {each['what']}" for each in told["findings"]])
    assert not told["findings"], done.stdout


@pytest.mark.alone
def test_a_hand_in_s_whole_grading_through_a_running_service(
    judge_of: Callable[[str], Judge], record_property: Record
) -> None:
    judge = judge_of("batchnorm")
    taken = []
    for number in range(5):
        begun = time.monotonic()
        report = judge.grade(hand_in(judge, f"{judge.reference.source}\n# {number}"), ON_GPU)
        taken.append(time.monotonic() - begun)
        assert not [told for question in on_gpu(report) for told in failures(question)]
    record_property("seconds of each, the first one's start included", taken)
    questions = [each for each in judge.assignment.questions if "cuda" in each.devices]
    cases = [trial for each in questions for trial in judge.trials(each, "0", "cuda")]
    record_property("cases of each", len(cases))
    record_property("seconds of the same cases in a warm process", warm_seconds(judge, cases))


@pytest.mark.alone
def test_hand_ins_side_by_side_find_room_on_the_card(
    tmp_path: Path, record_property: Record
) -> None:
    reference = COURSE.root / "reference" / "batchnorm.py"
    memory = Limits().gpu_memory

    def grade(number: int) -> Report:
        report = tmp_path / f"{number}.json"
        command = [
            sys.executable, "-m", "autograder", "grade", str(reference),
            "--assignment", "batchnorm", "--device", "cuda", "--report", str(report),
            "--course", str(COURSE.root),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
        return read_report(report)

    begun = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        reports = list(pool.map(grade, range(AT_ONCE)))
    record_property(f"seconds for {AT_ONCE} side by side", time.monotonic() - begun)
    record_property("bytes that each may allocate", memory)
    for report in reports:
        assert on_gpu(report)
        assert not [told for question in on_gpu(report) for told in failures(question)]
