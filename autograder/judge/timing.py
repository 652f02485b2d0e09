"""Timed calls: how long a worker's function takes by the judge's own clock, and whether it did it.

For each call

1. the worker stands still, while fresh inputs are drawn, laid in its memory, and its outputs are
   poisoned;
2. the clock starts, the worker goes on and is asked for the call; it replies; values at places of
   the outputs that it doesn't know are read; the clock stops;
3. the worker stands still again, and every value of its outputs is judged.

So nothing can be computed before the clock starts or written after it has stopped: no thread runs
then, what was replied too early is found poisoned, and on a device the reading waits for whatever
keeps it busy.
"""

import contextlib
import math
import os
import secrets
import signal
import struct
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from autograder.checking.messages import Sources, believable, of_raised
from autograder.spec.track import Argument, Kernel, blocks
from autograder.worker.arena import Arena, Shape
from autograder.worker.client import Worker, WorkerGone, WorkerLied
from autograder.worker.wire import Call, Outputs, Raised, WireTimeout

WARM_UPS = 4
"""Calls that are judged and not timed: in the first a kernel is compiled, and its tiles chosen."""

CALLS = 15
"""Calls that are timed; the lower quartile counts."""

SLOTS = 3
"""Places of memory that calls take in turn."""

FIRST_SECONDS, CALL_SECONDS = 120.0, 10.0
"""How long a warm-up call, and a timed one, may take."""

STILL_SECONDS = 5.0
"""How long a worker may take to stand still: it is in the middle of a system call at most."""

LAY_OUTS = 5
"""How often inputs are laid out for a call whose worker has run meanwhile."""

STILL = ("T", "t", "Z", "X")
"""Stopped, traced, or dead, in the words of /proc."""

_OF_A_THREAD = ("State", "voluntary_ctxt_switches", "nonvoluntary_ctxt_switches")

SAMPLE = 4_096
"""Places of each output that are read before the clock stops."""

CACHE = {"cpu": 1 << 20, "cuda": 256 << 20}
"""Bytes that are written before each call, so that no input is left in a cache of the device."""

AT_A_TIME = {"cpu": 1 << 20, "cuda": 1 << 24}
"""Values that are judged at a time, in float64."""

AGREEMENT, SLACK = 0.5, 2e-4
"""What a worker tells must come to this part of what it took beyond an empty call, but for some
seconds by which one empty call is longer than another."""

LEAST = 0.1
"""No call counts as shorter than this part of an empty one: below, the clock tells nothing."""

_SECONDS = struct.Struct("<d")


class Disqualified(Exception):
    """A call does not count, and with it the heat; the text says why, to the student."""


class NotWritten(Exception):
    """The hand-in has no such function, or it is still a stub."""


@dataclass(frozen=True)
class Heat:
    """What is timed: a function, at a size, in a dtype, on a device."""

    kernel: Kernel
    n: int
    d: int
    dtype: str
    device: str

    def shape(self, argument: Argument) -> Shape:
        """The tensor that an argument is."""
        shape = (self.d,) if argument.vector else (self.n, self.d)
        return Shape(argument.name, argument.dtype or self.dtype, shape)

    @property
    def bytes_moved(self) -> int:
        """What the plain way to do it reads and writes."""
        shapes = [(argument, self.shape(argument)) for argument in self.kernel.arguments]
        large = max(shape.nbytes for argument, shape in shapes if not argument.vector)
        small = sum(shape.nbytes for argument, shape in shapes if argument.vector)
        return self.kernel.passes * large + small


@dataclass(frozen=True)
class Lap:
    """A call's seconds by the judge's clock, and as the worker told them.

    busy  of processors that the worker has used meanwhile; None where a device does the work
    """

    wall: float
    told: float
    busy: float | None = None

    def agrees(self, empty: "Lap") -> bool:
        """Whether the worker's clock may be an honest one, where an empty call takes so long."""
        return AGREEMENT * self.beyond(empty) - SLACK <= self.told <= self.wall

    def beyond(self, empty: "Lap") -> float:
        """What the work has taken: on processors without what it waited for one of them."""
        if self.busy is None or empty.busy is None:
            return self.wall - empty.wall
        return min(self.wall, self.busy - empty.busy)  # several threads are busy at once


class Stopwatch:
    """The judge's clock."""

    def lap(self, who: str, call: Callable[[], float]) -> Lap:
        """The time of a call, which gives what the worker tells. `who` is being timed."""
        start = time.perf_counter()
        told = call()
        return Lap(time.perf_counter() - start, told)


class Lane:
    """The judge's side of a heat: memory shared with a worker, and inputs of the judge's own."""

    def __init__(self, heat: Heat) -> None:
        self.heat = heat
        shapes = [heat.shape(argument) for argument in heat.kernel.arguments]
        self.inputs = {
            argument.name: self._empty(heat.shape(argument)) for argument in heat.kernel.inputs
        }
        self._source = torch.Generator(heat.device).manual_seed(secrets.randbits(63))
        self._places: dict[str, Tensor] = {}
        self._cache = torch.empty(CACHE[heat.device], dtype=torch.uint8, device=heat.device)
        self.arena = Arena(heat.device, shapes, SLOTS)  # last: it has to be closed

    def draw(self) -> None:
        """Fresh inputs, which nobody else has seen."""
        self.heat.kernel.draw(self.inputs, self._source)

    def lay_out(self, slot: int) -> None:
        """The inputs where the worker finds them, poison in its outputs, nothing in a cache."""
        tensors = self.arena.tensors(slot)
        for name, values in self.inputs.items():
            tensors[name].copy_(values)
        for argument in self.heat.kernel.outputs:
            output = tensors[argument.name].fill_(math.nan)
            self._places[argument.name] = torch.randint(
                output.numel(), (SAMPLE,), generator=self._source, device=self.heat.device
            )
        self._cache.zero_()
        wait(self.heat.device)

    def sample(self, slot: int) -> dict[str, Tensor]:
        """The outputs as they are at this moment, at places that nobody else knows."""
        tensors = self.arena.tensors(slot)
        found = {name: tensors[name].view(-1)[places] for name, places in self._places.items()}
        wait(self.heat.device)
        return found

    def judge(self, slot: int, sample: Mapping[str, Tensor]) -> str:
        """What is wrong with the outputs of a call, or ""."""
        tensors = self.arena.tensors(slot)
        for name, seen in sample.items():
            now = tensors[name].view(-1)[self._places[name]]
            if bool(((seen != now) & ~(seen.isnan() & now.isnan())).any()):
                return f"{name} was still being written when the call was said to be done"
        tallies = {argument.name: _Tally(argument.name) for argument in self.heat.kernel.outputs}
        for columns in blocks(self.heat.n, self.heat.d, AT_A_TIME[self.heat.device]):
            for name, right in self.heat.kernel.right(self.inputs, columns).items():
                values = tensors[name][..., columns].double()
                tallies[name].add(values, right.values, right.allowed)
        return next((tally.problem for tally in tallies.values() if tally.problem), "")

    def close(self) -> None:
        """Give the memory up."""
        self.arena.close()

    def _empty(self, shape: Shape) -> Tensor:
        dtype = getattr(torch, shape.dtype)
        return torch.empty(shape.shape, dtype=dtype, device=self.heat.device)


class _Tally:
    """What is wrong with an output, block by block."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._count = self._missing = self._off = 0
        self._worst = self._allowed = 0.0

    def add(self, values: Tensor, right: Tensor, allowed: Tensor) -> None:
        missing = values.isnan()
        distance = (values - right).abs()
        off = ~missing & ~(distance <= allowed)
        self._count += values.numel()
        self._missing += int(missing.sum())
        if wrong := int(off.sum()):
            self._off += wrong
            excess = torch.where(off, distance / allowed, 0).flatten()
            place = int(excess.argmax())
            if distance.flatten()[place] > self._worst:
                self._worst = float(distance.flatten()[place])
                self._allowed = float(allowed.expand_as(distance).flatten()[place])

    @property
    def problem(self) -> str:
        """In a sentence; "" where every value is right."""
        if self._missing:
            return f"{self._name}: {self._missing:,} of {self._count:,} values are NaN or unwritten"
        if self._off:
            return (
                f"{self._name}: {self._off:,} of {self._count:,} values are wrong, off by "
                f"{self._worst:.3g} where {self._allowed:.2g} is allowed"
            )
        return ""


class Runner:
    """A worker that runs calls on a lane, and stands still in between.

    who      whose times these are: the stopwatch is told
    sources  the hand-in's files, for what is told of an error
    """

    def __init__(
        self,
        worker: Worker,
        lane: Lane,
        who: str,
        stopwatch: Stopwatch,
        module: str = "",
        sources: Sources | None = None,
    ) -> None:
        self._worker = worker
        self._lane = lane
        self._who = who
        self._stopwatch = stopwatch
        self._module = module
        self._sources = sources or Sources({}, "")

    def judged(self) -> list[Lap]:
        """The times of the calls; Disqualified unless all are right, NotWritten for a stub."""
        return [self._run(turn, judged=True) for turn in range(WARM_UPS + CALLS)][WARM_UPS:]

    def unjudged(self) -> list[Lap]:
        """The times of a function of ours, whose results are its own affair."""
        return [self._run(turn, judged=False) for turn in range(WARM_UPS + CALLS)][WARM_UPS:]

    def _run(self, turn: int, *, judged: bool) -> Lap:
        slot = turn % SLOTS
        patience = FIRST_SECONDS if turn < WARM_UPS else CALL_SECONDS
        self._lay_out(slot, drawn_anew=judged or turn == 0)
        sample: dict[str, Tensor] = {}

        def call() -> float:
            go_on(self._worker.pid)
            told = self._told(slot, time.monotonic() + patience)
            sample.update(self._lane.sample(slot))
            return told

        busy = self._busy()
        try:
            lap = self._stopwatch.lap(self._who, call)
            stand_still(self._worker.pid)
        except WireTimeout as error:
            raise Disqualified(f"no answer within {patience:g} s") from error
        except WorkerGone as error:
            raise Disqualified(error.how) from error
        except WorkerLied as error:
            raise Disqualified("the answer did not arrive as sent") from error
        if judged and (problem := self._lane.judge(slot, sample)):
            raise Disqualified(problem)
        if busy is not None:
            lap = replace(lap, busy=(self._busy() or busy) - busy)
        return lap

    def _lay_out(self, slot: int, *, drawn_anew: bool) -> None:
        """Lay out inputs that nothing has seen; Disqualified if the worker can't be kept from it.

        A timer of its own may wake it, and on a busy machine a thread may be told as stopped that
        has yet to leave its processor. Either way the inputs are drawn anew: what was done with
        those before is worth nothing, and who only had to leave its processor has left it.
        """
        for _ in range(LAY_OUTS):
            if drawn_anew:
                self._lane.draw()
            still = stand_still(self._worker.pid)
            self._lane.lay_out(slot)
            if threads_of(self._worker.pid) == still:
                return
        raise Disqualified("it was at work while the clock stood")

    def _busy(self) -> float | None:
        return busy_of(self._worker.pid) if self._lane.heat.device == "cpu" else None

    def _told(self, slot: int, deadline: float) -> float:
        """Ask for a call, and what the worker says that it took."""
        ask: Callable[..., None] = self._worker.ask
        ask(Call(slot), deadline)
        reply, payload = self._worker.outcome(_SECONDS.size, deadline)
        if isinstance(reply, Raised):
            raise self._of_raised(reply)
        if len(payload) != _SECONDS.size or not isinstance(reply, Outputs):
            raise WorkerLied("seconds were expected")
        (told,) = _SECONDS.unpack(payload)
        return float(told) if math.isfinite(told) else 0.0

    def _of_raised(self, reply: Raised) -> Exception:
        """Why a call raised; a function that isn't there, or a stub, is no mistake."""
        if reply.error in ("missing", "NotImplementedError"):
            return NotWritten(self._lane.heat.kernel.function)
        told = believable(reply, self._sources)
        return Disqualified(of_raised(self._module, told, (), public=True))


def seconds_of(laps: Sequence[Lap], empty: Lap) -> float:
    """A call's seconds beyond those of an empty one.

    Disqualified if the worker's clock tells of other times than passed, in every one of the calls.
    """
    lap = typical_lap(laps)
    if not any(lap.agrees(empty) for lap in laps):
        raise Disqualified(
            f"the clock in its process tells {1000 * lap.told:.3f} ms where "
            f"{1000 * lap.beyond(empty):.3f} ms passed"
        )
    return max(lap.wall - empty.wall, LEAST * empty.wall)


def typical_lap(laps: Sequence[Lap]) -> Lap:
    """The typical one by each of the clocks."""
    busy = [lap.busy for lap in laps if lap.busy is not None]
    walls, told = [lap.wall for lap in laps], [lap.told for lap in laps]
    return Lap(typical(walls), typical(told), typical(busy) if len(busy) == len(laps) else None)


def typical(seconds: Sequence[float]) -> float:
    """The lower quartile: what else a machine does makes times longer, and never shorter."""
    return sorted(seconds)[len(seconds) // 4]


def wait(device: str) -> None:
    """Until all that this process has asked of the device is done."""
    if device == "cuda":
        torch.cuda.synchronize()


def go_on(pid: int) -> None:
    """Let a worker that stands still run."""
    _signal(pid, signal.SIGCONT)


def stand_still(pid: int) -> dict[str, str]:
    """Stop every thread of a worker, and whatever else is in its session's group.

    Returns what the system tells of each thread then: the same, as long as none of them has run.
    """
    _signal(pid, signal.SIGSTOP)
    until = time.monotonic() + STILL_SECONDS
    while True:
        threads = threads_of(pid)
        if all(told.startswith(STILL) for told in threads.values()):
            return threads
        if time.monotonic() > until:
            raise Disqualified("it did not stand still when the clock stood")
        os.sched_yield()


def busy_of(pid: int) -> float | None:
    """Seconds of processors that a worker's threads have used, all standing still; None: untold."""
    used = 0
    with contextlib.suppress(OSError):  # it is gone
        for folder in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):  # that thread is gone
                used += int((folder / "schedstat").read_text().split()[0])
    return used / 1e9 or None


def threads_of(pid: int) -> dict[str, str]:
    """The state of each thread, and how often it has been given a processor and has left it."""
    told = {}
    with contextlib.suppress(OSError):  # it is gone
        for folder in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):  # that thread is gone
                lines = dict(
                    line.split(":\t", 1) for line in (folder / "status").read_text().splitlines()
                )
                told[folder.name] = " ".join(lines[name].strip() for name in _OF_A_THREAD)
    return told


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return  # it is gone: who asks it next is told
    except PermissionError as error:
        raise WorkerLied("it can't be stopped") from error
