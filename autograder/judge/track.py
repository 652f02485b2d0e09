"""The speed track: a hand-in's times beside the floor, and what both are measured by."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import torch

from autograder.checking.messages import Sources, believable, of_failed_load, presentable
from autograder.checking.submission import Submission
from autograder.judge.timing import (
    Disqualified,
    Heat,
    Lane,
    Lap,
    NotWritten,
    Runner,
    Stopwatch,
    seconds_of,
    typical,
    typical_lap,
    wait,
)
from autograder.report.track import HeatReport, TrackReport
from autograder.spec.assignment import Assignment, read_assignment
from autograder.spec.course import Course, SpecError
from autograder.spec.track import Kernel, Track, read_kernels
from autograder.worker.client import (
    ServiceError,
    ServiceHandle,
    Worker,
    WorkerGone,
    WorkerLied,
    running_service,
)
from autograder.worker.confinement import Limits, close_to_others
from autograder.worker.driver import DriverError
from autograder.worker.dtypes import Array
from autograder.worker.launch import Launched
from autograder.worker.proof import Tier, UnsafeMachine, prove, tier_of
from autograder.worker.wire import Load, Raised, WireTimeout

LIFETIME = 3_600
"""Seconds of a service for a track."""

LIMITS = {
    "cpu": Limits(),
    # Triton compiles, and large sizes leave room for a few tensors of them
    "cuda": Limits(
        memory=16 << 30, gpu_memory=16 << 30, cpu_seconds=600, processes=512, open_files=1_024
    ),
}

LEFT_OFF: dict[str, tuple[str, ...]] = {
    "cpu": (),
    # Triton starts gcc and ptxas, and loads what they write: the tier is partial at most
    "cuda": ("own disk", "own files", "few system calls"),
}
"""Layers of the confinement that a device's kernels can't be compiled behind."""

COPIED = {"cpu": 1 << 24, "cuda": 1 << 30}
"""Bytes of the copy whose rate makes the floor."""

COPIES = 11

LOAD_SECONDS = 120.0

EMPTY, NATIVE, OWN = "empty", "native", "hand-in"
"""Who is timed."""


@dataclass(frozen=True)
class Contestant:
    """A module of functions that are timed."""

    who: str
    module: str
    files: Mapping[str, bytes]

    @property
    def sources(self) -> Sources:
        """The judge's own copy of its text."""
        texts = {name: text.decode(errors="replace") for name, text in self.files.items()}
        return Sources(texts, "")


class NotLoaded(Exception):
    """The hand-in can't be imported; the text says why."""


class TrackJudge:
    """The judge of a track, on one device."""

    def __init__(
        self,
        assignment: Assignment,
        course: Course,
        service: ServiceHandle,
        device: str,
        stopwatch: Stopwatch | None = None,
    ) -> None:
        self.assignment = assignment
        self.track = _track_of(assignment)
        self.device = device
        self._course = course
        self._service = service
        self._stopwatch = stopwatch or Stopwatch()
        self._closed = close_to_others(course.private_folders())
        self._files = read_kernels(assignment.folder)
        torch.set_num_threads(1)  # a pool of threads would take its time from the worker
        self._layers: dict[str, str] = {}

    @cached_property
    def breakouts(self) -> dict[str, str]:
        """What a worker of this track got at when it tried to get out."""
        secret = [
            self._course.root / "reference" / f"{self.assignment.module}.py",
            self.assignment.folder / "cases.py",
            self._course.root / ".git" / "HEAD",
        ]
        return prove(self._service, secret, self.device)

    def time(self, submission: Submission, *, allow_unsafe: bool = False) -> TrackReport:
        """Every heat of a hand-in; UnsafeMachine where student code may not be run."""
        tier = tier_of(self.breakouts)
        if tier is Tier.UNSAFE and not allow_unsafe:
            done = ", ".join(name for name, got in self.breakouts.items() if got)
            raise UnsafeMachine(
                f"a trial showed that it could {done}; time hand-ins as root, or allow it with "
                "--allow-unsafe where you trust them"
            )
        own = Contestant(OWN, self.track.module, submission.files)
        rate = copy_rate(self.device)
        heats: list[HeatReport] = []
        empties: list[float] = []
        absent: list[str] = []
        problem = ""
        try:
            for kernel in self._files.kernels:
                try:
                    for heat, empty in self._heats(kernel, own, rate):
                        heats.append(heat)
                        empties.append(empty)
                except NotWritten:
                    absent.append(kernel.function)
        except NotLoaded as error:
            problem = str(error)
            heats.clear()  # some of them say nothing of the others
        return TrackReport(
            self.assignment.name,
            self.track.title,
            self.device,
            device_name(self.device),
            rate,
            typical(empties) if empties else 0.0,
            tuple(heats),
            tuple(absent),
            problem,
            tier,
            self._layers | {"answers out of reach": self._closed},
        )

    def _heats(
        self, kernel: Kernel, own: Contestant, rate: float
    ) -> Iterator[tuple[HeatReport, float]]:
        """The heats of a function, up to the first that does not count.

        NotWritten if it isn't written at all: what is written for some sizes is wrong for others.
        """
        first = True
        for n, d in self.track.sizes_on(self.device):
            for dtype in self.track.dtypes:
                heat = Heat(kernel, n, d, dtype, self.device)
                report, empty = self._heat(heat, own, rate, may_be_absent=first)
                yield report, empty
                if report.problem:
                    return
                first = False

    def _heat(
        self, heat: Heat, own: Contestant, rate: float, *, may_be_absent: bool
    ) -> tuple[HeatReport, float]:
        """A hand-in's time, an empty call's, and the library's, on the same memory."""
        floor = heat.bytes_moved / rate
        with contextlib.closing(_lane(heat)) as lane:
            seconds, native, problem = 0.0, 0.0, ""
            empty = typical_lap(self._laps(lane, self._empty(heat.kernel)))
            try:
                seconds = seconds_of(self._laps(lane, own), empty)
            except Disqualified as error:
                problem = presentable(str(error))
            except NotWritten:
                if may_be_absent:
                    raise
                problem = "it is not written for this heat"
            if seconds and self._files.native:
                with contextlib.suppress(Disqualified):  # by a machine that is busy: it is not told
                    native = seconds_of(self._laps(lane, self._native()), empty)
        place = (heat.kernel.function, heat.device, heat.dtype, heat.n, heat.d)
        return HeatReport(*place, seconds, floor, native, problem), empty.wall

    def _laps(self, lane: Lane, contestant: Contestant) -> list[Lap]:
        """The times of a contestant in a worker of its own."""
        worker = self._service.worker(self.device)
        self._layers = worker.layers
        try:
            if worker.no_device:
                raise ServiceError(f"a worker can't use the device: {worker.no_device}")
            self._prepare(worker, lane, contestant)
            names = (contestant.who, self._stopwatch, contestant.module, contestant.sources)
            runner = Runner(worker, lane, *names)
            return runner.judged() if contestant.who == OWN else runner.unjudged()
        except (WorkerGone, WorkerLied, WireTimeout) as error:
            raise NotLoaded(f"{contestant.module}.py broke the connection to the grader") from error
        except (Disqualified, NotWritten) as error:
            if contestant.who == OWN:
                raise
            raise ServiceError(f"{contestant.who} could not be timed: {error}") from error
        finally:
            worker.end()
            self._service.settle()

    def _prepare(self, worker: Worker, lane: Lane, contestant: Contestant) -> None:
        """Have the worker open the lane's memory, and import the contestant's module after that."""
        deadline = time.monotonic() + LOAD_SECONDS
        function = lane.heat.kernel.function
        ask: Callable[..., None] = worker.ask
        ask(lane.arena.share(function), deadline)
        opened, _ = worker.outcome(0, deadline)
        if isinstance(opened, Raised):
            raise ServiceError(
                f"a worker can't open the judge's memory: {opened.error}: {opened.message}"
            )
        files: dict[str, Array] = {
            name: np.frombuffer(text, np.uint8) for name, text in contestant.files.items()
        }
        loaded, _ = worker.load(Load(contestant.module, "", files, {}), deadline)
        if isinstance(loaded, Raised):
            told = believable(loaded, contestant.sources)
            raise NotLoaded(presentable(of_failed_load(contestant.module, told)))

    def _empty(self, kernel: Kernel) -> Contestant:
        """A call that does nothing: what the way to and fro takes."""
        source = f"def {kernel.function}(*arguments): pass\n"
        return Contestant(EMPTY, self.track.module, {f"{self.track.module}.py": source.encode()})

    def _native(self) -> Contestant:
        """The library's own."""
        name = self.track.module
        return Contestant(NATIVE, name, {f"{name}.py": self._files.native.encode()})


def _lane(heat: Heat) -> Lane:
    """Memory for a heat; ServiceError where the device gives none, or none that can be shared."""
    try:
        return Lane(heat)
    except (DriverError, torch.OutOfMemoryError) as error:
        why = str(error).partition("\n")[0]
        raise ServiceError(f"there is no memory for {heat.n} x {heat.d}: {why}") from error


def _track_of(assignment: Assignment) -> Track:
    if assignment.track is None:
        raise SpecError(f"{assignment.name} has no speed track: no [track] in its assignment.toml")
    return assignment.track


def copy_rate(device: str) -> float:
    """Bytes a second that a copy on the device moves: those read and those written."""
    source = torch.zeros(COPIED[device], dtype=torch.uint8, device=device)
    target = torch.ones_like(source)
    seconds = [_seconds(device, lambda: target.copy_(source)) for _ in range(COPIES)]
    return 2 * source.nbytes / typical(seconds)


def _seconds(device: str, action: Callable[[], object]) -> float:
    """The seconds of what this process does itself, by the device's events where it has any."""
    wait(device)
    if device == "cuda":
        make_event: Callable[..., Any] = torch.cuda.Event
        start, end = make_event(enable_timing=True), make_event(enable_timing=True)
        start.record()
        action()
        end.record()
        wait(device)
        return float(start.elapsed_time(end)) / 1000
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def device_name(device: str) -> str:
    """What it is called."""
    if device == "cuda":
        return str(torch.cuda.get_device_name())
    return "the CPU, which stands in for a device: its figures mean little"


@contextlib.contextmanager
def track_judging(
    course: Course,
    name: str,
    device: str,
    *,
    launched: Launched | None = None,
    stopwatch: Stopwatch | None = None,
) -> Iterator[TrackJudge]:
    """A judge of an assignment's track, its service running before the device is touched."""
    assignment = read_assignment(course.folder(name))
    _track_of(assignment)
    with running_service(
        ["numpy", "torch"], LIMITS[device], LIFETIME, launched, without=LEFT_OFF[device]
    ) as service:
        yield TrackJudge(assignment, course, service, device, stopwatch)
