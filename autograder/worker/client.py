"""The judge's side of the service: start it, get workers from it, never trust an answer."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from autograder.worker.confinement import Limits
from autograder.worker.service import CONTROL_LIMIT, End, Ended, Give, Given, Settings
from autograder.worker.wire import (
    Channel,
    Load,
    Loaded,
    Outputs,
    Raised,
    Ready,
    Run,
    Take,
    Values,
    WireClosed,
    WireError,
    WireTimeout,
)

STARTUP_SECONDS = 120
"""How long the libraries may take to import; a cold disk needs a while."""

GRACE_SECONDS = 60
"""How long the service may outlive its grading's deadline before it ends itself."""

_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES")
_encode = msgspec.msgpack.Encoder().encode


class ServiceError(Exception):
    """The service itself failed: our fault or the machine's, never the student's."""


class WorkerGone(Exception):
    """The worker ended in the middle of its work; `how` says how, for a student."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class WorkerLied(Exception):
    """The worker broke the form of the wire: something in it forged or damaged an answer."""


class Worker:
    """One confined process with, once loaded, one submission in it."""

    def __init__(self, service: "ServiceHandle", pid: int, connection: socket.socket) -> None:
        self.pid = pid
        self.layers: dict[str, str] = {}
        self._service = service
        self._channel = Channel(connection)
        self.ended: Ended | None = None

    def wait_until_ready(self, deadline: float) -> None:
        """Wait for the confinement to be on, and note which layers are."""
        reply = self._answer(deadline)
        if not isinstance(reply, Ready):
            raise WorkerLied("it did not start with its layers")
        self.layers = reply.layers

    def load(
        self, module: str, exercises: str, files: dict[str, Any], deadline: float
    ) -> Loaded | Raised:
        """Import the submission: `files` maps relative paths to arrays of bytes."""
        reply = self._exchange(Load(module, exercises, files), deadline)
        if not isinstance(reply, Loaded | Raised):
            raise WorkerLied("a submission that is loaded, or raises, was expected")
        return reply

    def ask(self, run: Run, deadline: float) -> None:
        """Let an exercise run; the answer is waited for by `outcome`."""
        self._guard(lambda: self._channel.ask(run, deadline))

    def outcome(self, deadline: float) -> Outputs | Raised:
        """What the exercise that was asked for came to."""
        reply = self._answer(deadline)
        if not isinstance(reply, Outputs | Raised):
            raise WorkerLied("an exercise's outcome was expected")
        return reply

    def take(self, names: Sequence[str], size: int, deadline: float) -> bytes:
        """The values of these outputs: exactly `size` bytes, which the caller has computed."""
        payload = b""

        def exchange() -> None:
            nonlocal payload
            self._channel.ask(Take(list(names)), deadline)
            reply, payload = self._channel.answer(deadline, payload_limit=size)
            if not isinstance(reply, Values) or len(payload) != size:
                raise WireError("other values came than were announced")

        self._guard(exchange)
        return payload

    def end(self) -> None:
        """End the process and everything that it started; more than once does no harm."""
        if self.ended is None:
            self._channel.close()
            self.ended = self._service.end(self.pid)

    def _exchange(self, request: Load, deadline: float) -> Any:
        self._guard(lambda: self._channel.ask(request, deadline))
        return self._answer(deadline)

    def _answer(self, deadline: float) -> Any:
        reply: Any = None

        def receive() -> None:
            nonlocal reply
            reply, _ = self._channel.answer(deadline)

        self._guard(receive)
        return reply

    def _guard(self, action: Any) -> None:
        """Do it; a worker that is gone, or breaks the form, is ended and its end explained."""
        try:
            action()
        except WireClosed as error:
            self.end()
            assert self.ended is not None
            raise WorkerGone(how_it_ended(self.ended.status)) from error
        except WireError as error:
            self.end()
            raise WorkerLied(str(error)) from error
        except WireTimeout:
            self.end()
            raise


class ServiceHandle:
    """A running service. Use `running_service`, which also ends it."""

    def __init__(self, process: "subprocess.Popen[bytes]", control: socket.socket) -> None:
        self._process = process
        self._control = control

    @property
    def pid(self) -> int:
        """The service's process id."""
        return self._process.pid

    def worker(self) -> Worker:
        """A fresh worker, confined and ready to load a submission."""
        deadline = time.monotonic() + STARTUP_SECONDS
        data, descriptors = self._ask(Give(), with_descriptor=True)
        try:
            given = msgspec.msgpack.decode(data, type=Given)
            worker = Worker(self, given.pid, socket.socket(fileno=descriptors[0]))
        except (msgspec.MsgspecError, IndexError) as error:
            raise ServiceError("the worker service gave no worker") from error
        worker.wait_until_ready(deadline)
        return worker

    def end(self, pid: int) -> Ended:
        """End a worker and all that it started; returns once nothing of it is left."""
        data, _ = self._ask(End(pid))
        return msgspec.msgpack.decode(data, type=Ended)

    def _ask(self, request: Give | End, *, with_descriptor: bool = False) -> tuple[bytes, list[int]]:
        try:
            self._control.sendall(_encode(request))
            if with_descriptor:
                data, descriptors, _, _ = socket.recv_fds(self._control, CONTROL_LIMIT, 1)
            else:
                data, descriptors = self._control.recv(CONTROL_LIMIT), []
        except OSError as error:
            raise ServiceError(f"the worker service does not answer: {error}") from error
        if not data:
            raise ServiceError(self._why_it_ended())
        return data, descriptors

    def _why_it_ended(self) -> str:
        self._process.wait()
        assert self._process.stderr is not None
        said = self._process.stderr.read().decode(errors="replace").strip()
        last = said.splitlines()[-1] if said else f"status {self._process.returncode}"
        return f"the worker service ended: {last}"

    def stop(self) -> None:
        """Hang up; the service ends its workers and itself."""
        self._control.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stderr is not None
        self._process.stderr.close()


@contextlib.contextmanager
def running_service(
    preload: Sequence[str], limits: Limits, lifetime: int
) -> Iterator[ServiceHandle]:
    """Start the service at once and return while it is still importing `preload`.

    lifetime is in seconds: the service ends itself after it, whatever happens to the caller.
    """
    folder = Path(tempfile.mkdtemp(prefix="autograder-"))
    folder.chmod(0o711)  # workers pass through to their own folder, and see no one else's
    control, other_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    settings = Settings(list(preload), str(folder), lifetime + GRACE_SECONDS, limits)
    root = str(Path(__file__).parents[2])
    start = (
        f"import sys; sys.path.append({root!r}); "
        "from autograder.worker.service import main; sys.path.pop(); main()"
    )
    process = subprocess.Popen(
        [
            sys.executable,
            "-I",
            "-c",
            start,
            str(other_end.fileno()),
            msgspec.json.encode(settings).decode(),
        ],
        pass_fds=[other_end.fileno()],
        env=_clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=folder,
        start_new_session=True,
    )
    other_end.close()
    handle = ServiceHandle(process, control)
    try:
        yield handle
    finally:
        handle.stop()
        shutil.rmtree(folder, ignore_errors=True)


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
        signal.SIGKILL: "it was ended by the system: too much memory or CPU time, most often",
        signal.SIGXCPU: "it used more CPU time than a case may: an endless loop, most often",
        signal.SIGABRT: "a library gave up inside it: out of memory, most often",
        signal.SIGXFSZ: "it wrote a file that is too large",
    }
    number = signal.Signals(-code) if -code in set(signal.Signals) else None
    reason = explained.get(number, "a signal ended it") if number else "a signal ended it"
    return f"your code's process died ({number.name if number else -code}): {reason}"


def _clean_environment() -> dict[str, str]:
    """Nothing of the grader's own environment but what finds libraries and devices."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTORCH_NVML_BASED_CUDA_CHECK": "1",
    }
