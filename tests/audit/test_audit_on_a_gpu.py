"""An audit of what a GPU is asked, on one that isn't there: see tests/pretend_gpu.py."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.audit.audit import ON_GPU, Audit
from autograder.audit.kills import NoGpu
from autograder.audit.page import page_of
from autograder.audit.record import record_of
from autograder.audit.rehearsal import Rehearsal, in_a_fork
from autograder.cli.audit import audit_all
from autograder.cli.ending import Unusable
from autograder.judge import reference
from autograder.spec.course import Course
from tests.audit.test_audit import (
    NAME,
    SMALL,
    accepted,
    audited,
    found_in,
    new_course,
    on_a_gpu,
    wrong,
)
from tests.pretend_gpu import pretend_gpu

SCOPE = replace(ON_GPU, accepted_seeds=2, processes=2)
IMPORTS = "import torch\n\n\n"

EXPONENTIALS = """
def softmax(scores):
    exponentials = (scores - scores.amax(dim=1, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim=1, keepdim=True)
"""
IN_FLOAT64 = """
def softmax(scores):
    return torch.softmax(scores.double(), dim=1).to(scores.dtype)
"""
TRANSPOSED = "\ndef softmax(scores):\n    return torch.softmax(scores, dim=0)\n"
ON_THE_CPU = "\ndef softmax(scores):\n    return torch.softmax(scores.cpu(), dim=1)\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new assignment in torch, with right solutions and a wrong one, measured on the CPU."""
    course = new_course(tmp_path_factory.mktemp("course"))
    folder = course.folder(NAME)
    on_a_gpu(folder)
    accepted("exponentials", IMPORTS + EXPONENTIALS)(folder)
    accepted("in_float64", IMPORTS + IN_FLOAT64)(folder)
    wrong("transposed", IMPORTS + TRANSPOSED)(folder)
    (folder / "tolerances.toml").write_text(audited(course, SMALL).tolerances)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """The same to be changed."""
    shutil.copytree(made.parents[1], tmp_path / "course")
    return Course(tmp_path / "course").folder(NAME)


@pytest.fixture(autouse=True)
def gpu(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("autograder.worker.cuda.begin", lambda memory: "")
    with pretend_gpu():
        yield


def done_in(folder: Path) -> Audit:
    return audited(Course(folder.parents[1]), SCOPE)


def test_an_assignment_that_falls_short_nowhere_has_margins_of_the_gpu(folder: Path) -> None:
    done = done_in(folder)
    assert done.findings == ()
    assert done.graded > 0
    assert {place for _, place in done.margins} == {"cuda-float64"}
    assert {place for _, place in done.wrong[0].deviations} == {"cuda-float64", "cuda-float16"}
    assert done.least_margin >= 10
    assert '"device": "cuda"' in record_of([done])
    assert "nothing falls short on a GPU" in page_of([done])
    assert "softmax[cuda-float16" in page_of([done])


def test_a_right_solution_that_leaves_the_gpu_fails_there(folder: Path) -> None:
    accepted("on_the_cpu", IMPORTS + ON_THE_CPU)(folder)
    done = done_in(folder)
    assert found_in(done) == {("false fail", "on_the_cpu")}
    assert "lies on cpu, expected cuda" in done.findings[0].text


def test_a_mistake_of_a_gpu_must_show_there(folder: Path) -> None:
    told = 'DEVICES = ["cuda"]\n' + IMPORTS
    wrong("on_the_cpu", told + ON_THE_CPU)(folder)
    assert done_in(folder).findings == ()
    wrong("on_the_cpu", told + EXPONENTIALS)(folder)
    assert found_in(done_in(folder)) == {("false pass", "on_the_cpu")}


def test_a_mistake_of_the_cpu_must_not_show_there(folder: Path) -> None:
    told = 'DEVICES = ["cpu"]\n' + IMPORTS
    wrong("of_the_cpu", told + EXPONENTIALS)(folder)
    assert done_in(folder).findings == ()
    wrong("of_the_cpu", told + TRANSPOSED)(folder)
    assert found_in(done_in(folder)) == {("failing elsewhere", "of_the_cpu")}


def test_a_right_solution_that_is_far_off_for_another_machine_is_found(folder: Path) -> None:
    """It passes, but what is allowed is less than five times what it is off by."""
    off = EXPONENTIALS.replace("return ", "out = ")
    off += "    return out * (1 + 1.5e-3 * (out.dtype == torch.float16))\n"
    accepted("off", IMPORTS + off)(folder)
    (finding,) = done_in(folder).findings
    assert (finding.kind, finding.what) == ("tolerance", "softmax.probabilities cuda-float16")
    assert "5 times that at least" in finding.text


def test_nothing_is_computed_in_the_process_that_forks_for_a_gpu(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a backward pass in it, its forks could not use CUDA."""
    ours, run = os.getpid(), reference.run_exercise

    def watched(*arguments: Any) -> Any:
        assert os.getpid() != ours
        return run(*arguments)

    monkeypatch.setattr(reference, "run_exercise", watched)
    monkeypatch.setattr("autograder.audit.rehearsal.run_exercise", watched)
    assert done_in(folder).is_green


def test_a_reference_that_fails_on_the_gpu_is_told_before_all_else(folder: Path) -> None:
    path = folder.parents[1] / "reference" / f"{NAME}.py"
    path.write_text(IMPORTS + ON_THE_CPU)
    with pytest.raises(RuntimeError, match=r"the reference fails in softmax.*lies on cpu"):
        done_in(folder)


def test_a_solution_that_spoils_the_gpu_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that it would be asked after that would fail, and say nothing of it."""
    code = "\ndef softmax(scores):\n    raise RuntimeError('out of bounds')\n"
    wrong("out_of_bounds", IMPORTS + code)(folder)
    monkeypatch.setattr("autograder.worker.cuda.still_works", lambda: False)
    with pytest.raises(NoGpu, match=r"out_of_bounds has spoilt it in softmax.*: out of bounds"):
        done_in(folder)


def test_where_a_process_that_draws_dies_nothing_is_drawn_in_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Rehearsal, "draw", lambda *_: os._exit(3))
    with pytest.raises(RuntimeError, match="a process that drew cases has died"):
        done_in(folder)


class UnportableError(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def test_what_a_fork_raises_is_raised_here() -> None:
    def fail() -> None:
        raise UnportableError("this", "that")

    with pytest.raises(
        Exception, match="this and that"
    ):  # itself, once distributed has been imported
        in_a_fork(fail)
    with pytest.raises(RuntimeError, match="died, with status 3"):
        in_a_fork(lambda: os._exit(3))
    assert in_a_fork(os.getppid) == os.getpid()


def test_a_gpu_that_can_t_be_used_ends_the_command_in_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.worker.cuda.begin", lambda memory: "it is busy")
    monkeypatch.setattr("autograder.cli.audit.cuda_is_here", lambda: True)
    files: dict[str, Path | None] = {"given": folder.parents[1], "page": None, "record": None}
    with pytest.raises(Unusable, match="--device cuda: the GPU can't be used: it is busy"):
        audit_all([], device="cuda", quick=True, write=False, processes=1, **files)


def test_a_gpu_that_can_t_be_used_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.worker.cuda.begin", lambda memory: "no driver")
    with pytest.raises(NoGpu, match="the GPU can't be used: no driver"):
        done_in(folder)
