"""Memory that the judge owns and a worker computes in: how large tensors come and go.

The judge lays a call's arguments in it, outputs among them, and reads those itself. So nothing
large crosses a pipe, and nothing that a worker says of its outputs has to be believed.

    cpu   an anonymous file of fixed size, whose descriptor is sent to the worker
    cuda  a segment of device memory of its own, opened by CUDA's handle for other processes

Both sides stand here because they must agree. torch is imported only where it is needed.
"""

import fcntl
import math
import mmap
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.worker.wire import Buffer, Share

if TYPE_CHECKING:
    from torch import Tensor

ALIGNMENT = 256
"""Bytes: what CUDA's own allocations begin at, and vector loads may count on."""

SEGMENT = 2 << 20
"""Bytes: what torch's allocator of device memory rounds a large allocation up to."""

_COUNTER, _MUST_WAIT = slice(4, 6), 7
"""Of what torch tells of shared memory: where its readers are counted, and whether one must wait
for an event."""

LEAST_SEGMENT = 20 << 20
"""Bytes from which torch's allocator gives an allocation a segment that nothing else lies in."""


@dataclass(frozen=True)
class Shape:
    """A tensor to be laid in an arena."""

    name: str
    dtype: str
    shape: tuple[int, ...]

    @property
    def nbytes(self) -> int:
        """What its values take."""
        import torch

        size: int = getattr(torch, self.dtype).itemsize
        return math.prod(self.shape) * size


class Arena:
    """Slots of tensors in one piece of memory, which workers may open."""

    def __init__(self, device: str, tensors: Sequence[Shape], slots: int) -> None:
        self.device = device
        self.slots, size = _laid_out(tensors, slots)
        self._descriptor = -1
        self._handle: list[Any] = []
        self._memory = self._on_cuda(size) if device == "cuda" else self._on_cpu(size)

    def tensors(self, slot: int) -> "dict[str, Tensor]":
        """The tensors of a slot, by name."""
        return {buffer.name: _tensor(self._memory, buffer) for buffer in self.slots[slot]}

    def share(self, function: str) -> Share:
        """What a worker is asked so that it opens this memory for calls of a function."""
        return Share(function, self.device, self.slots, self._handle, self._descriptor)

    def close(self) -> None:
        """Give the memory up; every worker that opened it has ended."""
        del self._memory
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        if self._handle:
            self._take_back()

    def _on_cpu(self, size: int) -> "Tensor":
        import torch

        self._descriptor = os.memfd_create("arena", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self._descriptor, size)
        # else a worker could make it smaller, and whoever reads it then is ended by the system
        seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(self._descriptor, fcntl.F_ADD_SEALS, seals)
        return torch.frombuffer(mmap.mmap(self._descriptor, size), dtype=torch.uint8)

    def _on_cuda(self, size: int) -> "Tensor":
        """Zeros in a segment of their own: its handle opens all of a segment to a worker."""
        import torch

        torch.cuda.empty_cache()  # no free piece of another segment is to be taken for it
        size = -(-max(size, LEAST_SEGMENT) // SEGMENT) * SEGMENT  # and no rest of it is left free
        memory = torch.zeros(size, dtype=torch.uint8, device="cuda")
        storage: Any = memory.untyped_storage()
        self._handle = list(storage._share_cuda_())
        torch.cuda.synchronize()
        self._handle[_MUST_WAIT] = False  # for the zeros: they are there
        return memory

    def _take_back(self) -> None:
        """Count as a reader who is done: workers are ended, and have no time to say so."""
        import torch

        torch.UntypedStorage._release_ipc_counter_cuda(*self._handle[_COUNTER])
        self._handle = []
        cuda: Any = torch.cuda
        cuda.ipc_collect()


def open_arena(share: Share) -> "list[list[Tensor]]":
    """The arguments of each slot. The worker's side."""
    import torch

    if share.device == "cuda":
        cuda: Any = torch.cuda
        cuda.init()
        storage = torch.UntypedStorage._new_shared_cuda(*share.handle)
        memory = torch.empty(0, dtype=torch.uint8, device="cuda").set_(storage)
    else:
        memory = torch.frombuffer(mmap.mmap(share.descriptor, 0), dtype=torch.uint8)
        os.close(share.descriptor)
    return [[_tensor(memory, buffer) for buffer in slot] for slot in share.slots]


def _laid_out(tensors: Iterable[Shape], slots: int) -> tuple[list[list[Buffer]], int]:
    """Where the tensors of each slot lie, and how many bytes they take together."""
    laid: list[list[Buffer]] = []
    end = 0
    for _ in range(slots):
        slot = []
        for tensor in tensors:
            slot.append(Buffer(tensor.name, tensor.dtype, tensor.shape, end))
            end += -(-tensor.nbytes // ALIGNMENT) * ALIGNMENT
        laid.append(slot)
    return laid, end


def _tensor(memory: "Tensor", buffer: Buffer) -> "Tensor":
    import torch

    nbytes = Shape(buffer.name, buffer.dtype, buffer.shape).nbytes
    piece = memory[buffer.offset : buffer.offset + nbytes]
    return piece.view(getattr(torch, buffer.dtype)).view(buffer.shape)
