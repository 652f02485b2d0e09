"""On a GPU: honest work keeps its points, known mistakes don't, and no hand-in hurts another.

What is measured is recorded, and committed as docs/gpu.json: `make gpu`.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from autograder.checking.submission import Submission
from autograder.checking.trial import Outcome
from autograder.judge.grading import Judge, Terms, judging
from autograder.judge.reference import Example, accepted_examples, wrong_examples
from autograder.report.report import QuestionReport, Report
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course
from autograder.worker.confinement import Limits

pytestmark = pytest.mark.gpu

COURSE = Course(Path(__file__).parents[2])
ON_GPU = Terms(devices="cuda", seed=0)
LIFETIME = 3_600
AT_ONCE = 16

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
    astray = []
    for example in named:
        report = judge.grade(hand_in(judge, example.source), ON_GPU)
        failing = {question.name for question in on_gpu(report) if failures(question)}
        if failing != graded_here & set(example.fails_on("cuda")):
            astray.append((example.name, sorted(failing)))
    record_property("wrong solutions", len(named))
    assert not astray


ILLEGAL = """

import torch as _torch

def {name}(*arguments, **keywords):
    _torch.arange(4, device="cuda")[_torch.tensor([1 << 40], device="cuda")]
    _torch.cuda.synchronize()
"""
HOARD = """

import torch as _torch

def {name}(*arguments, **keywords):
    return _torch.empty(1 << 40, dtype=_torch.uint8, device="cuda")
"""


@pytest.mark.parametrize("attack", [ILLEGAL, HOARD], ids=["illegal access", "all the memory"])
def test_what_one_hand_in_does_to_the_card_the_next_doesn_t_feel(
    attack: str, judge_of: Callable[[str], Judge]
) -> None:
    judge = judge_of("activations")
    source = judge.reference.source
    names = [name for name in vars(judge.reference.solution) if not name.startswith("_")]
    functions = [n for n in names if callable(getattr(judge.reference.solution, n))]
    spoilt = source + "".join(attack.format(name=name) for name in functions)
    report = judge.grade(hand_in(judge, spoilt), ON_GPU)
    assert any(failures(question) for question in on_gpu(report))
    after = judge.grade(hand_in(judge, source), ON_GPU)
    assert not [told for question in on_gpu(after) for told in failures(question)]


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


def test_hand_ins_side_by_side_find_room_on_the_card(
    tmp_path: Path, record_property: Record
) -> None:
    reference = COURSE.root / "reference" / "batchnorm.py"
    memory = Limits().gpu_memory

    def grade(number: int) -> str:
        report = tmp_path / f"{number}.json"
        command = [
            sys.executable, "-m", "autograder", "grade", str(reference),
            "--assignment", "batchnorm", "--device", "cuda", "--report", str(report),
            "--course", str(COURSE.root),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True)
        return report.read_text()

    begun = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        reports = list(pool.map(grade, range(AT_ONCE)))
    record_property(f"seconds for {AT_ONCE} side by side", time.monotonic() - begun)
    record_property("bytes that each may allocate", memory)
    assert not [report for report in reports if "memory" in report.lower()]
