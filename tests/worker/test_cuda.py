"""Grading on a GPU, up to the device: who works where, what is told, what a lost device costs."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from autograder.checking.examination import FIRST_ON_GPU, Examination, Pace
from autograder.checking.submission import Submission
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial, Verdict
from autograder.worker.arrays import Output
from autograder.worker.client import running_service
from autograder.worker.confinement import Limits
from autograder.worker.places import open_gpus
from autograder.worker.proof import Tier, prove, tier_of
from tests.worker.fake_gpu import FakeService

EXERCISES = """
def double(solution, x):
    return {"y": solution.double(x)}

def triple(solution, x):
    return {"y": solution.triple(x)}
"""
RIGHT = """
def double(x): return 2 * x
def triple(x): return 3 * x
"""
TIMES = {"double": 2, "triple": 3}

PASSED, ERROR = Outcome.PASSED, Outcome.ERROR


def trial(question: str, number: float, device: str = "cuda", **more: Any) -> Trial:
    """The trial whose input is `number`, four times."""
    x = np.full(4, float(number))
    return Trial(
        question, f"case {number}", True, "values", "torch", device, "float32",
        inputs={"x": x}, **more,
    )  # fmt: skip


def trials(question: str, count: int = 4, device: str = "cuda") -> list[Trial]:
    return [trial(question, number, device) for number in range(count)]


def expect(asked: Trial) -> dict[str, Output]:
    right = TIMES[asked.question] * asked.inputs["x"]
    return {"y": Output("tensor", "float64", right.shape, "cpu", right)}


Examine = Callable[..., Examination]


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def examine(service: FakeService) -> Iterator[Examine]:
    """Begins examinations, and closes them with the test."""
    begun: list[Examination] = []

    def begin(source: str) -> Examination:
        submission = Submission("doubling", {"doubling.py": source.encode()})
        begun.append(
            Examination(service, submission, EXERCISES, Tolerances(), expect)  # type: ignore[arg-type]
        )
        return begun[-1]

    yield begin
    for one in begun:
        one.close()


def outcomes(verdicts: list[Verdict]) -> list[Outcome]:
    return [verdict.outcome for verdict in verdicts]


# ---- one process a submission ------------------------------------------------------------------


def test_all_questions_on_the_gpu_are_asked_of_one_worker(
    service: FakeService, examine: Examine
) -> None:
    examination = examine(RIGHT)
    for question in ("double", "triple", "double"):
        assert outcomes(list(examination.question(trials(question)))) == [PASSED] * 4
    assert service.given == ["cuda"]


def test_on_the_cpu_each_question_has_a_worker_of_its_own(
    service: FakeService, examine: Examine
) -> None:
    examination = examine(RIGHT)
    for question in ("double", "triple"):
        asked = trials(question, device="cpu")
        assert outcomes(list(examination.question(asked))) == [PASSED] * 4
    assert service.given == ["cpu", "cpu"]


ALLOWED = """
import os, resource
def double(x):
    used = resource.getrusage(resource.RUSAGE_SELF)
    left = resource.getrlimit(resource.RLIMIT_CPU)[0] - used.ru_utime - used.ru_stime
    if x[0] == 7: os._exit(1)
    raise RuntimeError(f"{left:.1f} s are left")
"""


def test_the_first_case_of_a_worker_on_a_gpu_may_take_longer(
    service: FakeService, examine: Examine
) -> None:
    """What libraries load when they are first used is no fault of the student's."""
    case = Pace().case

    def left(asked: list[Trial]) -> list[float]:
        told = [verdict.message for verdict in examine(ALLOWED).question(asked)]
        found = [re.search(r"([\d.]+) s are left", message) for message in told]
        return [float(each[1]) if each else 0.0 for each in found]

    on_a_gpu = left(trials("double", 20))
    assert service.given == ["cuda", "cuda"]
    for number, seconds in enumerate(on_a_gpu):
        first = number in (0, 8)  # 7 has ended the first worker
        assert number == 7 or abs(seconds - case - FIRST_ON_GPU * first) <= 1
    assert abs(left(trials("double", 1, "cpu"))[0] - case) <= 1


def test_an_output_that_is_left_on_the_cpu_is_told(examine: Examine) -> None:
    source = RIGHT + "def double(x): y = 2 * x; y.stays_on_the_cpu = True; return y"
    verdicts = list(examine(source).question(trials("double")))
    assert {verdict.outcome for verdict in verdicts} == {Outcome.FAILED}
    assert "lies on cpu, expected cuda" in verdicts[0].message


def test_a_question_has_the_file_loaded_anew(examine: Examine) -> None:
    """What one question's cases have left in the file's names is gone in the next."""
    source = "def double(x): globals().clear(); return 2 * x\ndef triple(x): return 3 * x"
    examination = examine(source)
    assert outcomes(list(examination.question(trials("double", 1)))) == [PASSED]
    assert outcomes(list(examination.question(trials("triple")))) == [PASSED] * 4


def test_what_one_question_forbids_the_next_may_use(examine: Examine) -> None:
    source = (
        "import torch\n"
        "def double(x): return torch.nn.functional.batch_norm(x[None], x * 0, x * 0 + 1)[0]\n"
        "def triple(x): return double(x) * 0 + 3 * x\n"
    )
    examination = examine(source)
    (refused,) = examination.question([trial("double", 1, forbidden=("batch_norm",))])
    assert refused.outcome is ERROR
    assert "without torch's batch_norm" in refused.message
    assert outcomes(list(examination.question(trials("triple")))) == [PASSED] * 4
    (refused,) = examination.question([trial("triple", 1, forbidden=("batch_norm", "autograd"))])
    assert "without torch's batch_norm" in refused.message


# ---- what a lost device costs ------------------------------------------------------------------

BREAKS = """
import builtins
def double(x):
    if x[0] == 1:
        builtins.device_is_broken = True
        raise RuntimeError("CUDA error: an illegal memory access was encountered")
    return 2 * x
def triple(x): return 3 * x
"""


def test_after_an_illegal_access_a_fresh_worker_takes_the_rest(
    service: FakeService, examine: Examine
) -> None:
    examination = examine(BREAKS)
    verdicts = list(examination.question(trials("double")))
    assert outcomes(verdicts) == [PASSED, ERROR, PASSED, PASSED]
    assert "illegal memory access" in verdicts[1].message
    assert outcomes(list(examination.question(trials("triple")))) == [PASSED] * 4
    assert service.given == ["cuda", "cuda"]


def test_a_worker_that_dies_costs_its_case_and_no_other_question(
    service: FakeService, examine: Examine
) -> None:
    source = (
        RIGHT + "import os\ndef double(x):\n    os._exit(1) if x[0] == 1 else 0\n    return 2 * x"
    )
    examination = examine(source)
    verdicts = list(examination.question(trials("double")))
    assert outcomes(verdicts) == [PASSED, ERROR, PASSED, PASSED]
    assert outcomes(list(examination.question(trials("triple")))) == [PASSED] * 4
    assert service.given == ["cuda", "cuda"]


def test_too_much_memory_is_a_verdict_and_the_worker_goes_on(
    service: FakeService, examine: Examine
) -> None:
    source = RIGHT + (
        "import torch\n"
        "def double(x):\n"
        "    if x[0] == 1: raise torch.OutOfMemoryError('CUDA out of memory. Tried to ...')\n"
        "    return 2 * x\n"
    )
    verdicts = list(examine(source).question(trials("double")))
    assert outcomes(verdicts) == [PASSED, ERROR, PASSED, PASSED]
    assert "more memory than a case may use (doubling.py, line 6" in verdicts[1].message
    assert service.given == ["cuda"]


def test_where_a_worker_can_t_use_the_gpu_nothing_is_graded(examine: Examine) -> None:
    service = FakeService("no driver was found")
    submission = Submission("doubling", {"doubling.py": RIGHT.encode()})
    examination = Examination(service, submission, EXERCISES, Tolerances(), expect)  # type: ignore[arg-type]
    for question in ("double", "triple"):
        verdicts = list(examination.question(trials(question)))
        assert outcomes(verdicts) == [Outcome.NOT_GRADED] * 4
        assert verdicts[0].message == "a worker can't use the GPU: no driver was found"
    assert outcomes(list(examination.question(trials("double", device="cpu")))) == [PASSED] * 4
    assert service.given == ["cuda", "cpu"]


# ---- its confinement ---------------------------------------------------------------------------


def test_the_device_that_root_makes_when_it_first_uses_cuda_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices, programs = tmp_path / "dev", tmp_path / "bin"
    devices.mkdir()
    programs.mkdir()
    made = devices / "nvidia-uvm"
    program = programs / "nvidia-modprobe"
    program.write_text(f'#!/bin/sh\n[ "$*" = "-u -c=0" ] && : > "{made}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    assert open_gpus(devices) == ()
    assert not made.exists()  # there is no GPU
    (devices / "nvidiactl").touch()
    monkeypatch.setattr("autograder.worker.places.opened", lambda paths, rights: tuple(paths))
    assert open_gpus(devices) == (devices / "nvidia-uvm", devices / "nvidiactl", "/proc")
    made.unlink()
    program.unlink()
    assert open_gpus(devices) == (devices / "nvidiactl", "/proc")


@pytest.mark.skipif(torch.version.cuda is not None, reason="this machine may have one")
def test_a_worker_says_why_it_has_no_gpu() -> None:
    with running_service(["numpy", "torch"], Limits(), 600) as service:
        worker = service.worker("cuda")
        assert "CUDA" in worker.no_device
        assert worker.layers["few system calls"] == ""
        worker.end()
        assert service.worker().no_device == ""


def test_a_worker_for_a_gpu_gets_out_no_further_than_one_for_the_cpu(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("answers")
    secret.chmod(0o600)
    with running_service(["numpy", "torch"], Limits(), 600) as service:
        got = {device: prove(service, [secret], device) for device in ("cpu", "cuda")}
    assert got["cuda"] == got["cpu"]
    assert tier_of(got["cuda"]) is Tier.STRONG


SOCKETS = """
import errno, socket

def attempt(action):
    try:
        action()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"

def listen():
    ours = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.bind("\\0a name")
    ours.listen()

def connect():
    socket.socketpair()[0].connect("/run/somebody")

def probe():
    return " ".join([
        attempt(listen),
        attempt(connect),
        attempt(lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)),
        attempt(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM)),
    ])
"""


@pytest.mark.parametrize(("device", "listens"), [("cpu", "EPERM"), ("cuda", "done")])
def test_a_gpu_s_driver_may_listen_and_nobody_may_be_spoken_to(
    host: Any, device: str, listens: str
) -> None:
    worker = host.loaded(SOCKETS, device)
    assert host.probed(worker) == f"{listens} EPERM EPERM EPERM"
    host.end(worker)
