"""Memory that the judge owns and a worker computes in: how large tensors come and go.

The judge lays a call's arguments in it, outputs among them, and reads those itself. So nothing
large crosses a pipe, and nothing that a worker says of its outputs has to be believed.

    cpu   an anonymous file of fixed size
    cuda  a piece of device memory

Either is opened by a descriptor that is sent to the worker. Both sides stand here because they must
agree. torch is imported only where it is needed.
"""

import fcntl
import math
import mmap
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from autograder.worker.driver import DeviceMemory
from autograder.worker.wire import Buffer, Share

if TYPE_CHECKING:
    import torch
    from torch import Tensor

ALIGNMENT = 256
"""Bytes: what CUDA's own allocations begin at, and vector loads may count on."""


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
        self._on_device: DeviceMemory | None = None
        self._memory = self._on_cuda(size) if device == "cuda" else self._on_cpu(size)

    def tensors(self, slot: int) -> "dict[str, Tensor]":
        """The tensors of a slot, by name."""
        return {buffer.name: _tensor(self._memory, buffer) for buffer in self.slots[slot]}

    def share(self, function: str) -> Share:
        """What a worker is asked so that it opens this memory for calls of a function."""
        return Share(function, self.device, self.slots, self._memory.nbytes, self._descriptor)

    def close(self) -> None:
        """Give the memory up, which nothing may work on any more."""
        del self._memory
        descriptor, self._descriptor = self._descriptor, -1
        os.close(descriptor)
        if self._on_device is not None:
            _device()  # what this process still does there comes to its end
            self._on_device.close()

    def _on_cpu(self, size: int) -> "Tensor":
        import torch

        self._descriptor = os.memfd_create("arena", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self._descriptor, size)
        # else a worker could make it smaller, and whoever reads it then is ended by the system
        seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(self._descriptor, fcntl.F_ADD_SEALS, seals)
        return torch.frombuffer(mmap.mmap(self._descriptor, size), dtype=torch.uint8)

    def _on_cuda(self, size: int) -> "Tensor":
        device = _device()
        self._on_device, self._descriptor = DeviceMemory.create(size, device.index or 0)
        return _at(self._on_device, device).zero_()


def open_arena(share: Share) -> "list[list[Tensor]]":
    """The arguments of each slot. The worker's side."""
    import torch

    if share.device == "cuda":
        device = _device()
        memory = _at(DeviceMemory.open(share.descriptor, share.size, device.index or 0), device)
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


def _device() -> "torch.device":
    """This process's GPU, its driver started and with nothing left to do."""
    import torch

    torch.cuda.synchronize()
    return torch.device("cuda", torch.cuda.current_device())


def _at(memory: DeviceMemory, device: "torch.device") -> "Tensor":
    """All of the memory as bytes. Does not keep it: whoever has mapped it does."""
    import torch

    private: Any = torch._C
    storage = private._construct_storage_from_data_pointer(memory.address, device, memory.size)
    return torch.empty(0, dtype=torch.uint8, device=device).set_(storage)


def _tensor(memory: "Tensor", buffer: Buffer) -> "Tensor":
    import torch

    nbytes = Shape(buffer.name, buffer.dtype, buffer.shape).nbytes
    piece = memory[buffer.offset : buffer.offset + nbytes]
    return piece.view(getattr(torch, buffer.dtype)).view(buffer.shape)
