"""The judge's side of the service: start it, get workers from it, never trust an answer."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
import numpy as np

from autograder.worker.child import COMPILED_LIMIT
from autograder.worker.confinement import Limits
from autograder.worker.dtypes import Array
from autograder.worker.launch import Launched, launch
from autograder.worker.service import (
    CONTROL_LIMIT,
    End,
    Ended,
    Give,
    Given,
    NoneLeft,
    Settings,
)
from autograder.worker.wire import (
    Channel,
    Load,
    Loaded,
    Outputs,
    Raised,
    Ready,
    Run,
    WireClosed,
    WireError,
    WireTimeout,
)

STARTUP_SECONDS = 120
"""How long the libraries may take to import; a cold disk needs a while."""

_encode = msgspec.msgpack.Encoder().encode
_decode_reply = msgspec.msgpack.Decoder(Given | Ended | NoneLeft).decode


T = TypeVar("T")


class ServiceError(Exception):
    """The service itself failed: our fault or the machine's, never the student's."""


class NoWorkerLeft(ServiceError):
    """No worker can be had while others are being ended: a full disk, no room for one more."""


class WorkerGone(Exception):
    """The worker ended in the middle of its work; `how` says how, for a student."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class WorkerLied(Exception):
    """The worker broke the form of the wire: something in it forged or damaged an answer."""


class Worker:
    """One confined process with, once loaded, one submission in it.

    no_device  why it can't use the device that it was asked for, or ""
    """

    def __init__(
        self, service: "ServiceHandle", pid: int, connection: socket.socket, device: str = "cpu"
    ) -> None:
        self.pid = pid
        self.device = device
        self.layers: dict[str, str] = {}
        self.no_device = ""
        self._service = service
        self._channel = Channel(connection)
        self._ended = False

    def wait_until_ready(self, deadline: float) -> None:
        """Wait for the confinement to be on, and note which layers are."""
        reply, _ = self._answer(deadline)
        if not isinstance(reply, Ready):
            raise WorkerLied("it did not start with its layers")
        self.layers, self.no_device = reply.layers, reply.no_device

    def load(
        self, request: Load, deadline: float, meanwhile: Callable[[], None] | None = None
    ) -> tuple[Loaded | Raised, dict[str, Array]]:
        """Import the submission; beside the reply, what was compiled, for its later workers.

        `meanwhile` is done while the worker is at work, and takes none of its time.
        """
        self._guard(lambda: self._channel.ask(request, deadline))
        if meanwhile is not None:
            started = time.monotonic()
            meanwhile()
            deadline += time.monotonic() - started
        reply, payload = self._answer(deadline, COMPILED_LIMIT)
        if not isinstance(reply, Loaded | Raised):
            raise WorkerLied("a submission that is loaded, or raises, was expected")
        return reply, _cut(payload, reply.sizes if isinstance(reply, Loaded) else {})

    def ask(self, run: Run, deadline: float) -> None:
        """Let an exercise run; the answer is waited for by `outcome`.

        A worker that is gone is noticed there, after the answers that it gave while it lived.
        """

        def send() -> None:
            with contextlib.suppress(WireClosed):
                self._channel.ask(run, deadline)

        self._guard(send)

    def outcome(self, payload_limit: int, deadline: float) -> tuple[Outputs | Raised, bytes]:
        """What the exercise asked for first came to, and at most so many bytes of values."""
        reply, payload = self._answer(deadline, payload_limit)
        if not isinstance(reply, Outputs | Raised):
            raise WorkerLied("an exercise's outcome was expected")
        return reply, payload

    def end(self) -> None:
        """Have the process and everything that it started ended; more than once does no harm.

        Returns at once; the service does it before it ends the next, and `settle` waits for it.
        """
        if not self._ended:
            self._ended = True
            self._channel.close()
            self._service.end(self.pid)

    def _answer(self, deadline: float, payload_limit: int = 0) -> tuple[Any, bytes]:
        return self._guard(lambda: self._channel.answer(deadline, payload_limit))

    def _guard(self, action: Callable[[], T]) -> T:
        """Do it; a worker that is gone, or breaks the form, is ended and its end explained."""
        try:
            return action()
        except WireClosed as error:
            self.end()
            raise WorkerGone(how_it_ended(self._service.status(self.pid))) from error
        except WireError as error:
            self.end()
            raise WorkerLied(str(error)) from error
        except WireTimeout:
            self.end()
            raise


class ServiceHandle:
    """A running service. Use `running_service`, which also ends it."""

    def __init__(self, launched: Launched) -> None:
        self._process = launched.process
        self._control = launched.control
        self._folder = launched.folder
        self._ending: set[int] = set()
        self._statuses: dict[int, int] = {}

    def settle_in(self, settings: Settings) -> None:
        """Tell a service that was just launched what to import and how to confine."""
        self._send(settings)

    @property
    def pid(self) -> int:
        """The service's process id."""
        return self._process.pid

    def worker(self, device: str = "cpu") -> Worker:
        """A fresh worker, confined and ready to load a submission that runs on `device`."""
        deadline = time.monotonic() + STARTUP_SECONDS
        self._send(Give(device))
        data, descriptors = self._receive()
        reply = _decode_reply(data)
        while isinstance(reply, Ended):  # the ends of workers before it are told first
            self._note_end(reply)
            data, descriptors = self._receive()
            reply = _decode_reply(data)
        if isinstance(reply, NoneLeft):
            raise NoWorkerLeft(reply.why)
        worker = Worker(self, reply.pid, socket.socket(fileno=descriptors[0]), device)
        try:
            worker.wait_until_ready(deadline)
        except (WorkerGone, WorkerLied, WireTimeout) as error:
            raise ServiceError(
                "a worker ended before it was ready: any user must be able to enter "
                f"{self._folder.parent}, or TMPDIR must name another folder"
            ) from error
        return worker

    def end(self, pid: int) -> None:
        """Have a worker, and all that it started, ended."""
        self._send(End(pid))
        self._ending.add(pid)

    def status(self, pid: int) -> int:
        """How a worker that was ended had ended, as waitpid tells it; waits until it is gone."""
        while pid in self._ending:
            self._note_end(self._ended())
        return self._statuses[pid]

    def settle(self) -> None:
        """Wait until every worker that was ended is gone, and all that it started."""
        while self._ending:
            self._note_end(self._ended())
        self._statuses.clear()

    def _ended(self) -> Ended:
        reply = _decode_reply(self._receive()[0])
        assert isinstance(reply, Ended), "workers are given one at a time"
        return reply

    def _note_end(self, ended: Ended) -> None:
        self._ending.discard(ended.pid)
        self._statuses[ended.pid] = ended.status

    def _send(self, request: Settings | Give | End) -> None:
        try:
            self._control.sendall(_encode(request))
        except OSError as error:
            raise ServiceError(self._why_it_ended()) from error

    def _receive(self) -> tuple[bytes, list[int]]:
        try:
            data, descriptors, _, _ = socket.recv_fds(self._control, CONTROL_LIMIT, 1)
        except OSError as error:
            raise ServiceError(self._why_it_ended()) from error
        if not data:
            raise ServiceError(self._why_it_ended())
        return data, descriptors

    def _why_it_ended(self) -> str:
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            return "the worker service does not answer"
        assert self._process.stderr is not None
        said = self._process.stderr.read().decode(errors="replace").strip()
        last = said.splitlines()[-1] if said else f"status {self._process.returncode}"
        return f"the worker service ended: {last}"


@contextlib.contextmanager
def running_service(
    preload: Sequence[str],
    limits: Limits,
    lifetime: int,
    launched: Launched | None = None,
    forbidden: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
) -> Iterator[ServiceHandle]:
    """Have the service import `preload`, and return while it still does.

    lifetime is in seconds: the service ends itself after it, whatever happens to the caller.
    `launched` is a service that was started before; else one is started now. `forbidden` is what
    its workers may be asked to do without.
    """
    launched = launched or launch()
    try:
        handle = ServiceHandle(launched)
        folder = str(launched.folder)
        handle.settle_in(Settings(list(preload), folder, lifetime, limits, forbidden, without))
        yield handle
    finally:
        launched.abandon()


def _cut(payload: bytes, sizes: dict[str, int]) -> dict[str, Array]:
    """The payload in named pieces; none at all unless the sizes are those of its whole."""
    pieces, offset = {}, 0
    for name, size in sizes.items():
        if size < 0 or offset + size > len(payload):
            return {}
        pieces[name] = np.frombuffer(payload, np.uint8, size, offset)
        offset += size
    return pieces if offset == len(payload) else {}


def how_it_ended(status: int) -> str:
    """A worker's end as a sentence for a student; `status` as waitpid gives it."""
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return (
            f"your code ended the whole process with exit code {code}: "
            "remove calls such as os._exit(), and look for a library that gives up"
        )
    explained = {
        signal.SIGSEGV: "it accessed memory that is not its own: endless recursion, most often",
        signal.SIGBUS: "it accessed memory that is not its own",
        signal.SIGKILL: "it was ended: too much memory, CPU time or disk, most often",
        signal.SIGXCPU: "it used more CPU time than a case may: an endless loop, most often",
        signal.SIGABRT: "a library gave up inside it: out of memory, most often",
        signal.SIGXFSZ: "it wrote a file that is too large",
    }
    number = signal.Signals(-code) if -code in set(signal.Signals) else None
    reason = explained.get(number, "a signal ended it") if number else "a signal ended it"
    return f"your code's process died ({number.name if number else -code}): {reason}"


def cuda_is_here() -> bool:
    """Whether this machine has a CUDA device. Asks the driver only, and makes no context."""
    import torch

    return bool(torch.cuda.device_count() > 0)
