"""Points shared by the CPU and a GPU: the CPU's questions first, then the GPU's, in one process."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.checking.submission import Submission
from autograder.checking.trial import Outcome
from autograder.judge import grading
from autograder.judge.grading import NOT_REACHED, Judge, Terms
from autograder.report.merge import Named, merged
from autograder.report.report import QuestionReport
from autograder.spec.assignment import Question, read_assignment
from autograder.spec.course import Course
from tests.worker.fake_gpu import FakeService

COURSE = Course(Path(__file__).parents[2])
NAME = "activations"
TRUSTED = {"allow_unsafe": True, "seed": 0}
"""The fake service confines nothing, and what runs in it is ours."""


@pytest.fixture(autouse=True)
def a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grading, "cuda_is_here", lambda: True)


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def judge(service: FakeService) -> Judge:
    return Judge(read_assignment(COURSE.folder(NAME)), COURSE, service)  # type: ignore[arg-type]


def reference(judge: Judge) -> Submission:
    return Submission(NAME, {f"{NAME}.py": judge.reference.source.encode()})


def on_gpu(judge: Judge) -> list[Question]:
    return [q for q in judge.assignment.questions if "cuda" in q.devices]


def outcomes(question: QuestionReport, device: str) -> set[Outcome]:
    return {v.outcome for v in question.verdicts if v.trial.device == device}


def test_the_gpu_s_questions_come_last_and_from_one_worker(
    judge: Judge, service: FakeService
) -> None:
    report = judge.grade(reference(judge), Terms("all", **TRUSTED))  # type: ignore[arg-type]
    assert report.score == judge.assignment.points
    tried_out = ["cpu", "cuda"]
    assert service.given == [*tried_out, *["cpu"] * len(judge.assignment.questions), "cuda"]
    names = {q.name for q in report.questions if outcomes(q, "cuda") == {Outcome.PASSED}}
    assert names == {q.name for q in on_gpu(judge)}


def test_some_questions_alone_are_asked_on_both_devices(judge: Judge) -> None:
    names = [q.name for q in (judge.assignment.questions[0], on_gpu(judge)[-1])]
    terms = Terms("all", **TRUSTED)  # type: ignore[arg-type]
    report = judge.grade(reference(judge), terms, only=names)
    assert [q.name for q in report.questions] == names
    assert [outcomes(q, "cuda") for q in report.questions] == [set(), {Outcome.PASSED}]
    assert all(q.score == q.points for q in report.questions)


def test_a_report_of_each_device_makes_the_whole(
    judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    gpu = judge.grade(reference(judge), Terms("cuda", **TRUSTED))  # type: ignore[arg-type]
    assert gpu.score == sum(q.points for q in on_gpu(judge)) / 2
    monkeypatch.setattr(grading, "cuda_is_here", lambda: False)
    cpu = judge.grade(reference(judge), Terms("all", **TRUSTED))  # type: ignore[arg-type]
    assert cpu.score == judge.assignment.points - gpu.score
    assert merged([Named("cpu", cpu), Named("gpu", gpu)]).score == judge.assignment.points


def test_until_the_gpu_is_reached_its_points_are_not_graded(judge: Judge) -> None:
    seen: list[list[QuestionReport]] = []

    def note(question: Question, reports: Sequence[QuestionReport]) -> None:
        seen.append(list(reports))

    judge.grade(reference(judge), Terms("all", **TRUSTED), note)  # type: ignore[arg-type]
    questions = judge.assignment.questions
    assert len(seen) == len(questions) + len(on_gpu(judge))
    before = seen[len(questions)]
    for question in on_gpu(judge):
        (report,) = [r for r in before if r.name == question.name]
        assert outcomes(report, "cuda") == {Outcome.NOT_GRADED}
        assert {v.message for v in report.verdicts if v.trial.device == "cuda"} == {NOT_REACHED}
        assert report.score == question.points / 2
    last = seen[-1]
    graded = [r for r in last if outcomes(r, "cuda") == {Outcome.PASSED}]
    assert len(graded) == len(on_gpu(judge)) - 1


ONLY_ON_A_GPU = """

import builtins as _builtins

class ReLU(ReLU):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x.clamp(min=0) * (2 if _builtins.fake_device == "cuda" else 1)
"""


def test_a_mistake_on_the_gpu_alone_costs_its_half(judge: Judge) -> None:
    source = judge.reference.source + ONLY_ON_A_GPU
    report = judge.grade(
        Submission(NAME, {f"{NAME}.py": source.encode()}),
        Terms("all", **TRUSTED),  # type: ignore[arg-type]
    )
    (question,) = [q for q in report.questions if q.name == "relu_function"]
    assert outcomes(question, "cpu") == {Outcome.PASSED}
    assert Outcome.FAILED in outcomes(question, "cuda")
    assert report.score == judge.assignment.points - question.points / 2
