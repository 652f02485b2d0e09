"""The service: a parent with the libraries loaded, which forks a fresh worker for each question.

It is started on its own, before the judge has imported the reference, with a clean environment, and
never holds a case, an answer or another submission: everything in its memory is visible to what it
forks. It keeps one worker ready ahead, so that a question does not wait for a fork.

Spoken on its control socket: one request, one reply, as msgpack. A ready worker's end of the wire
travels beside the reply as an open descriptor.
"""

import contextlib
import gc
import importlib
import os
import random
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograder.worker.absent import gather_modules
from autograder.worker.child import run_worker
from autograder.worker.confinement import (
    Cell,
    Limits,
    adopt_orphans,
    children_of,
    clear_files_of,
    free_uid,
    last_changes,
    prepare_layers,
    processes_of,
    takes_too_much,
)
from autograder.worker.cuda import compute_float32_as_such
from autograder.worker.forbidden import look_up
from autograder.worker.hugepages import collapse_memory
from autograder.worker.places import only_own_imports, open_gpus, open_places
from autograder.worker.reach import hand_over_import_folders
from autograder.worker.removal import remove_tree
from autograder.worker.wire import Channel


class Settings(msgspec.Struct, frozen=True):
    """What the service is told first: what to import, and how to confine and for how long.

    `forbidden` is what any question is to be solved without. `without` names layers to leave off: a
    proof that each keeps something in, nothing else.
    """

    preload: list[str]
    scratch: str
    lifetime: int
    limits: Limits
    forbidden: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


class Give(msgspec.Struct, frozen=True, tag="give"):
    """Give a worker for a device; the reply is `Given`, beside it the judge's end of its wire."""

    device: str = "cpu"


class End(msgspec.Struct, frozen=True, tag="end"):
    """End this worker and all that it started; the reply is `Ended`."""

    pid: int


class Given(msgspec.Struct, frozen=True, tag="given"):
    """A worker is ready to load a submission."""

    pid: int


class NoneLeft(msgspec.Struct, frozen=True, tag="none left"):
    """The reply when no worker can be given now; it may be another thing once others have ended."""

    why: str


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """It is gone. `status` as waitpid gives it; `survivors` it had left behind were ended too."""

    pid: int
    status: int
    survivors: int


CONTROL_LIMIT = 65_536

WATCH = 0.02
"""Seconds between two looks at what a worker has written."""

FORKS_OF_ONE_HAND_IN = 16
"""A service that has forked so often is grading a class."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Give | End).decode


@dataclass(frozen=True)
class _Inmate:
    """A live worker as the service knows it; `before` is when folders had last changed."""

    pid: int
    cell: Cell
    judge_end: socket.socket
    before: dict[str, int]


class Service:
    """The parent's loop."""

    def __init__(self, control: socket.socket, settings: Settings) -> None:
        self.control = control
        self.settings = settings
        self.folder = Path(settings.scratch)
        self.kept = {int(path.rsplit("/", 1)[1]) for path in sys.path if "/proc/self/fd/" in path}
        self.places = {"cpu": open_places()}
        self.places["cuda"] = self.places["cpu"] + open_gpus()
        self.inmates: dict[int, _Inmate] = {}
        self.spare: _Inmate | None = None
        self.count = 0

    def serve(self) -> None:
        """Until the judge hangs up: give and end workers, one ready ahead."""
        self.spare, _ = self._try_to_fork("cpu")
        try:
            while data := self._request():
                request = _decode(data)
                if isinstance(request, Give):
                    self._give(request.device)
                else:
                    self.control.send(_encode(self._end(request.pid)))
        finally:
            for pid in list(self.inmates):
                self._end(pid)

    def _give(self, device: str) -> None:
        """Hand a worker over: the one that is ready, where it is for the CPU, or a fresh one."""
        why = ""
        given = self.spare if device == "cpu" else None
        if given is None:
            given, why = self._try_to_fork(device)
        if given is None:
            self.control.send(_encode(NoneLeft(why)))
            return
        wire_end = given.judge_end
        socket.send_fds(self.control, [_encode(Given(given.pid))], [wire_end.fileno()])
        wire_end.close()
        if device == "cpu":
            self.spare, _ = self._try_to_fork("cpu")

    def _request(self) -> bytes:
        """The next request; until it comes, workers that fill the disk are ended."""
        at_work = any(inmate is not self.spare for inmate in self.inmates.values())
        while not select.select([self.control], [], [], WATCH if at_work else None)[0]:
            for inmate in self.inmates.values():
                if takes_too_much(inmate.cell.scratch, inmate.cell.limits):
                    os.kill(inmate.pid, signal.SIGKILL)
        return self.control.recv(CONTROL_LIMIT)

    def _try_to_fork(self, device: str) -> tuple[_Inmate | None, str]:
        """A fresh worker, or why there is none now: a full disk, or no room for a process."""
        try:
            return self._fork(device), ""
        except OSError as error:
            return None, str(error)

    def _fork(self, device: str) -> _Inmate:
        """A fresh worker, confined and waiting for a submission."""
        self.count += 1
        if self.count == FORKS_OF_ONE_HAND_IN:
            collapse_memory()  # takes a tenth of a second: for a single hand-in it would not pay
        uid = free_uid({inmate.cell.uid for inmate in self.inmates.values() if inmate.cell.uid})
        scratch = self.folder / f"worker-{self.count}"
        scratch.mkdir(mode=0o700)
        if uid is not None:
            os.chown(scratch, uid, uid)
        places = self.places[device]
        cell = Cell(self.settings.limits, uid, scratch, places, device, self.settings.without)
        before = last_changes()
        judge_end, worker_end = socket.socketpair()
        try:
            pid = os.fork()
        except OSError:
            judge_end.close()
            worker_end.close()
            scratch.rmdir()
            raise
        if pid == 0:
            _be_a_worker(worker_end, cell, self.kept)
        worker_end.close()
        self.inmates[pid] = _Inmate(pid, cell, judge_end, before)
        return self.inmates[pid]

    def _end(self, pid: int) -> Ended:
        """End a worker's whole session, and whatever of it has got away, and clear its folder."""
        inmate = self.inmates.pop(pid, None)
        if inmate is None:
            return Ended(pid, 0, 0)
        inmate.judge_end.close()
        for kill in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        survivors = self._end_stray(inmate.cell.uid)
        remove_tree(inmate.cell.scratch)
        if inmate.cell.uid is not None:
            clear_files_of(inmate.cell.uid, inmate.before)
        return Ended(pid, status, survivors)

    def _end_stray(self, uid: int | None) -> int:
        """End processes a worker left behind: orphans come to us, or are known by their user."""
        ended = 0
        while strays := self._strays(uid):
            for pid in strays:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            for pid in strays:
                with contextlib.suppress(ChildProcessError):
                    ended += os.waitpid(pid, os.WNOHANG)[0] != 0
        return ended

    def _strays(self, uid: int | None) -> list[int]:
        """Processes of user `uid`; without one, children of ours that are no worker."""
        found = children_of(os.getpid()) if uid is None else processes_of(uid)
        return [pid for pid in found if pid not in self.inmates]


def _be_a_worker(connection: socket.socket, cell: Cell, kept: set[int]) -> None:
    """The child's side of the fork; never returns."""
    status = 1
    try:
        for name in ("TMPDIR", "HOME", "MPLCONFIGDIR", "XDG_CACHE_HOME"):
            os.environ[name] = str(cell.scratch)
        tempfile.tempdir = str(cell.scratch)  # a library may have had it looked up before the fork
        os.environ["USER"] = os.environ["LOGNAME"] = "student"  # its user has no account to look up
        if cell.device == "cpu":
            os.environ["CUDA_VISIBLE_DEVICES"] = ""  # so that "cuda if it is there" means the CPU
        random.seed(0)  # a fork has just seeded it from the system
        run_worker(Channel(connection), cell, kept)
        status = 0
    finally:
        os._exit(status)


def preload(names: Sequence[str], forbidden: Sequence[str]) -> None:
    """Import what submissions will need, in a state in which forking is safe, and seed it.

    What any worker would have to find out anew is found out here as well.
    """
    for name in names:
        module = importlib.import_module(name)
        if name == "numpy":
            module.random.seed(0)
        if name == "torch":
            # One thread before any op: a thread pool made here would hang every forked child.
            module.set_num_threads(1)
            module.manual_seed(0)
            compute_float32_as_such()
            look_up(forbidden)
            gather_modules()


def main() -> None:
    """Run the service on the control socket whose descriptor is the argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the judge's to handle
    control = socket.socket(fileno=int(sys.argv[1]))
    first = control.recv(CONTROL_LIMIT)
    if first:
        settings = msgspec.msgpack.decode(first, type=Settings)
        signal.alarm(settings.lifetime)  # whatever happens to the judge, this ends
        adopt_orphans()
        prepare_layers()
        preload(settings.preload, settings.forbidden)
        only_own_imports()
        hand_over_import_folders()
        gc.collect()
        gc.freeze()
        with contextlib.suppress(ConnectionError):
            Service(control, settings).serve()
        remove_tree(Path(settings.scratch))  # the judge may be gone
    os._exit(0)  # nothing is left to tidy up, and tearing torch down takes a fifth of a second
