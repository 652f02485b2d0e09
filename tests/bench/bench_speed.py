"""Speed and memory, as ratios within one run: `make bench`. Not part of the test suite."""

import contextlib
import platform
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from autograder.checking.judgement import judge_form, judge_values
from autograder.checking.submission import Submission
from autograder.judge.grading import Judge, Terms, judging
from autograder.judge.reference import run_exercise
from autograder.spec.course import Course
from autograder.worker.client import running_service
from autograder.worker.confinement import LAYERS, Limits

ROOT = Path(__file__).parents[2]
NUMPY_COURSE = Path(__file__).parent / "course"
PROCESS_ROUNDS = 7
SERVICE_ROUNDS = 30
WORKER_ROUNDS = 200
SECONDS: dict[str, float] = {}
"""Median seconds of each measurement, by its name."""
MEGABYTES: dict[str, float] = {}


def run(*command: str | Path) -> None:
    subprocess.run([sys.executable, *map(str, command)], check=True, stdout=subprocess.DEVNULL)


def grade(course: Path, name: str) -> None:
    solution = course / "reference" / f"{name}.py"
    run("-m", "autograder", "grade", solution, "--assignment", name, "--course", course)


def measure(
    benchmark: BenchmarkFixture, name: str, action: Callable[[], object], rounds: int
) -> None:
    benchmark.pedantic(action, rounds=rounds, warmup_rounds=1)
    SECONDS[name] = benchmark.stats.stats.median  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with judging(Course(ROOT), "batchnorm") as judge:
        yield judge


@pytest.fixture(scope="module")
def hand_in(judge: Judge) -> Submission:
    return Submission("batchnorm", {"batchnorm.py": judge.reference.source.encode()})


def test_import_torch(benchmark: BenchmarkFixture) -> None:
    measure(benchmark, "import torch", lambda: run("-c", "import torch"), PROCESS_ROUNDS)


def test_grade_batchnorm(benchmark: BenchmarkFixture) -> None:
    measure(benchmark, "grade batchnorm", lambda: grade(ROOT, "batchnorm"), PROCESS_ROUNDS)


def test_import_numpy(benchmark: BenchmarkFixture) -> None:
    measure(benchmark, "import numpy", lambda: run("-c", "import numpy"), PROCESS_ROUNDS)


def test_grade_numpy_only(benchmark: BenchmarkFixture) -> None:
    measure(benchmark, "grade NumPy only", lambda: grade(NUMPY_COURSE, "relu"), PROCESS_ROUNDS)


def test_running_service(benchmark: BenchmarkFixture, judge: Judge, hand_in: Submission) -> None:
    measure(benchmark, "service", lambda: judge.grade(hand_in, Terms()), SERVICE_ROUNDS)
    with peak_memory(judge) as peak:  # apart: watching slows down what it watches
        for _ in range(5):
            judge.grade(hand_in, Terms())
    MEGABYTES["judge and service"] = peak() / 2**20


@pytest.mark.parametrize("without", [(), tuple(name for name, _ in LAYERS)], ids=["on", "off"])
def test_a_worker(benchmark: BenchmarkFixture, without: tuple[str, ...]) -> None:
    """A question's own process: forked with torch in it, confined or not, ended and cleared."""
    with running_service(["numpy", "torch"], Limits(), 600, without=without) as service:

        def work() -> None:
            service.worker().end()
            service.settle()

        measure(benchmark, "worker without layers" if without else "worker", work, WORKER_ROUNDS)


def test_unsafe_loop(benchmark: BenchmarkFixture, judge: Judge) -> None:
    """The same trials with the student's code in the judge's own process: what nobody may do."""

    tolerances = judge.assignment.tolerances()

    def grade_unsafely() -> None:
        for question in judge.assignment.questions:
            for trial in judge.trials(question, "1", "cpu"):
                expected = judge.reference.expect(trial)
                actual = run_exercise(judge.reference.exercises, judge.reference.solution, trial)
                names = trial.outputs or tuple(expected)
                told = {name: actual[name] for name in names}
                truth = {name: expected[name] for name in names}
                judge_form(trial, told, truth)
                judge_values(trial, told, truth, tolerances)

    measure(benchmark, "unsafe loop", grade_unsafely, SERVICE_ROUNDS)


@contextlib.contextmanager
def peak_memory(judge: Judge) -> Iterator[Callable[[], int]]:
    """The largest memory (proportional set size, bytes) of the judge, service and workers."""
    peak, stop = 0, threading.Event()

    def watch() -> None:
        nonlocal peak
        while not stop.wait(0.05):
            peak = max(peak, sum(map(proportional_size, family(judge.service_pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield lambda: peak
    finally:
        stop.set()
        watcher.join()


def family(service: int) -> list[str]:
    """This process, the service and its workers."""
    children = Path(f"/proc/{service}/task/{service}/children")
    return ["self", str(service), *children.read_text().split()]


def proportional_size(pid: str) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:  # it ended meanwhile
        return 0
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@pytest.fixture(scope="module", autouse=True)
def told() -> Iterator[None]:
    """Print the ratios when everything was measured."""
    yield
    if len(SECONDS) < 8:
        return
    fresh, service, unsafe = (
        60 / SECONDS[n] for n in ("grade batchnorm", "service", "unsafe loop")
    )
    torch = SECONDS["grade batchnorm"] / SECONDS["import torch"]
    numpy = SECONDS["grade NumPy only"] / SECONDS["import numpy"]
    print(f"\n\n{date.today()}, {platform.machine()}, Python {platform.python_version()}")
    print(f"one batchnorm hand-in, whole process   {torch:6.2f} x import torch")
    print(f"one NumPy-only hand-in, whole process  {numpy:6.2f} x import numpy")
    print(f"hand-ins a minute, fresh interpreter   {fresh:6.0f}")
    print(f"hand-ins a minute, running service     {service:6.0f}  = {service / fresh:.1f} x fresh")
    print(
        f"hand-ins a minute, unsafe in-process   {unsafe:6.0f}  = {unsafe / service:.1f} x service"
    )
    worker, bare = 1e3 * SECONDS["worker"], 1e3 * SECONDS["worker without layers"]
    print(
        f"a question's worker, begin to end      {worker:6.1f} ms, {worker - bare:.1f} of it layers"
    )
    print(
        f"judge, service and workers together    {MEGABYTES['judge and service']:6.0f} MB at most"
    )
