"""A GPU that is none, for all but the device itself: "cuda" is the CPU, and tensors say otherwise.

The service here forks workers that are not confined, in the test's own process: for solutions of
ours alone. A solution breaks the device by setting `builtins.device_is_broken`, as an access to
memory that is not its own would, and reads where it runs in `builtins.fake_device`.
"""

import builtins
import os
import socket
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from autograder.worker import arrays, child, cuda
from autograder.worker.client import Worker
from autograder.worker.confinement import Cell, Limits
from autograder.worker.wire import Channel, Ready

PATIENCE = 60.0
"""Seconds for what should take none."""


class FakeService:
    """Gives workers, and remembers for which devices. `no_device` is why none has a GPU, or ""."""

    def __init__(self, no_device: str = "") -> None:
        self.given: list[str] = []
        self.no_device = no_device
        self._folder = tempfile.TemporaryDirectory()
        self._statuses: dict[int, int] = {}

    def worker(self, device: str = "cpu") -> Worker:
        """A fork of this process that answers as a worker does."""
        self.given.append(device)
        scratch = Path(self._folder.name) / str(len(self.given))
        scratch.mkdir()
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            ours.close()
            _answer(theirs, Cell(Limits(), None, scratch, device=device), self.no_device)
        theirs.close()
        worker = Worker(self, pid, ours, device)  # type: ignore[arg-type]
        worker.wait_until_ready(time.monotonic() + PATIENCE)
        return worker

    def end(self, pid: int) -> None:
        """End a worker at once."""
        os.kill(pid, 9)
        self._statuses[pid] = os.waitpid(pid, 0)[1]

    def status(self, pid: int) -> int:
        """How it had ended."""
        return self._statuses[pid]

    def settle(self) -> None:
        """Nobody is left when `end` returns."""


def _answer(connection: socket.socket, cell: Cell, no_device: str) -> None:
    """The child's side of the fork; never returns."""
    try:
        torch.set_num_threads(1)
        os.chdir(cell.scratch)
        fake: Any = child
        fake.materialise = lambda tree, library, dtype, _: arrays.materialise(
            tree, library, dtype, "cpu"
        )
        if cell.device == cuda.CUDA:
            fake.describe = _as_if_on_a_gpu(arrays.describe)
        fake.builtins.fake_device = cell.device
        fake.cuda.wait = lambda: None
        fake.cuda.still_works = lambda: not getattr(builtins, "device_is_broken", False)
        channel = Channel(connection)
        channel.send(Ready({}, no_device if cell.device == cuda.CUDA else ""))
        child.answer_requests(channel, cell)
    finally:
        os._exit(0)


def _as_if_on_a_gpu(describe: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def described(value: Any) -> Any:
        output, storage = describe(value)
        if output.kind == "tensor" and not getattr(value, "stays_on_the_cpu", False):
            output = replace(output, device="cuda:0")
        return output, storage

    return described
