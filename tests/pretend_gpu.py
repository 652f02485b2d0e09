"""A GPU that isn't there: tensors of the CPU that are said to lie on one, and are watched.

Inside of `pretend_gpu()` torch can make tensors on "cuda", move them there and back, and compute
with them. The values are the CPU's, real ones; but where each tensor lies is kept in a book, by its
storage, and what a GPU refuses is refused: tensors of two devices in one operation, NumPy, another
device's generator. What makes the host wait for a GPU is told as torch tells it. Torch's own fake
tensors would do half of that, have no values, and no gradients where torch is built without CUDA.
"""

import contextlib
import warnings
from collections.abc import Iterator
from typing import Any
from unittest import mock

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

CPU, CUDA = torch.device("cpu"), torch.device("cuda", 0)

MOVES = ("to", "cpu", "cuda")
"""The methods of a tensor that give it, or a copy of it, on a device."""

WAITS = ("_local_scalar_dense", "nonzero", "masked_select", "equal")
"""Operators whose result the host has to know before it can go on."""

INDEXED = ("index", "index_put", "index_put_", "_index_put_impl_")
"""Operators that take indices: these may lie on the CPU, and where they are masks are counted."""


class _Book:
    """Where tensors lie. A storage that isn't in it lies on the CPU."""

    def __init__(self) -> None:
        self.on_gpu: dict[int, Any] = {}  # kept alive: no other storage is to get its address
        self.default = CPU
        self.wanted: torch.device | None = None
        self.tells_waits = False

    def device_of(self, tensor: torch.Tensor) -> torch.device:
        with torch._C.DisableTorchFunction():
            real = tensor.device
            if real.type != "cpu" or not self.holds(tensor):
                return real
        return CUDA

    def holds(self, tensor: torch.Tensor) -> bool:
        return tensor.untyped_storage()._cdata in self.on_gpu

    def put(self, tensor: torch.Tensor, device: torch.device) -> None:
        with torch._C.DisableTorchFunction():
            if tensor.device.type != "cpu":
                return
            storage = tensor.untyped_storage()
            if device.type == "cuda":
                self.on_gpu[storage._cdata] = storage
            else:
                self.on_gpu.pop(storage._cdata, None)

    def set_default(self, device: Any) -> None:
        self.default = CPU if device is None else torch.device(device)

    def set_sync_debug_mode(self, mode: str) -> None:
        self.tells_waits = mode == "warn"

    def wait(self) -> None:
        if self.tells_waits:
            warnings.warn("called a synchronizing CUDA operation", stacklevel=2)

    @contextlib.contextmanager
    def making(self, device: Any) -> Iterator[None]:
        """New tensors are made there."""
        before, self.wanted = self.wanted, torch.device(device)
        try:
            yield
        finally:
            self.wanted = before


class _Operators(TorchDispatchMode):
    """Sees every operator, those of backward passes too: where its result lies, or why nowhere."""

    def __init__(self, book: _Book) -> None:
        super().__init__()
        self.book = book

    def __torch_dispatch__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        given = [leaf for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, torch.Tensor)]
        name = func._schema.name.removeprefix("aten::")
        there = self.book.wanted or self._place(name, func, args, given)
        if there.type == "cuda" and (name in WAITS or _picks_by_mask(name, args)):
            self.book.wait()
        made = func(*args, **(kwargs or {}))
        known = {tensor.untyped_storage()._cdata for tensor in given if _is_real(tensor)}
        for leaf in tree_leaves(made):
            new = isinstance(leaf, torch.Tensor) and _is_real(leaf)
            if new and leaf.untyped_storage()._cdata not in known:
                self.book.put(leaf, there)
        return made

    def _place(self, name: str, func: Any, args: Any, given: list[torch.Tensor]) -> torch.device:
        if not given:
            in_backward = torch._C._current_graph_task_id() != -1
            return CUDA if in_backward else self.book.default
        places = [self.book.device_of(tensor) for tensor in given]
        first = places[0]
        if name == "copy_":
            return first
        if name in INDEXED:
            self._check_indices(args, first)
            return first
        gpu = [place for place in places if place.type == "cuda"]
        if not gpu:
            return first
        on_cpu = [t for t, place in zip(given, places, strict=True) if place.type == "cpu"]
        if any(tensor.ndim for tensor in on_cpu) or (func._schema.is_mutable and first == CPU):
            raise RuntimeError(
                "Expected all tensors to be on the same device, but found at least two devices, "
                "cuda:0 and cpu!"
            )
        return CUDA

    def _check_indices(self, args: Any, device: torch.device) -> None:
        indices = [index for index in args[1] if index is not None]
        if any(self.book.device_of(index).type not in ("cpu", device.type) for index in indices):
            raise RuntimeError(
                "indices should be either on cpu or on the same device as the indexed tensor "
                f"({device.type})"
            )
        for value in args[2:3]:
            if value.ndim and self.book.device_of(value).type != device.type:
                raise RuntimeError("Expected all tensors to be on the same device: self and values")


class _Functions(TorchFunctionMode):
    """Sees what is asked of torch in Python: which device is named, and what NumPy is given."""

    def __init__(self, book: _Book) -> None:
        super().__init__()
        self.book = book

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        told, name = dict(kwargs or {}), getattr(func, "__name__", "")
        mine = args[0] if args and isinstance(args[0], torch.Tensor) else None
        if mine is not None:
            asked = getattr(func, "__self__", None)
            here = self.book.device_of(mine)
            if asked is torch.Tensor.device:
                return here
            if asked is torch.Tensor.is_cuda:
                return here.type == "cuda"
            if name in MOVES:
                return self._moved(name, mine, here, args[1:], told)
            if name in ("numpy", "__array__") and here.type == "cuda":
                raise TypeError(
                    f"can't convert {here} device type tensor to numpy. Use Tensor.cpu() to copy "
                    "the tensor to host memory first."
                )
            if name == "tolist" and here.type == "cuda":
                self.book.wait()
            if name in ("__deepcopy__", "new_tensor"):
                with self.book.making(told.pop("device", here)):
                    made = func(*args, **told)
                self.book.put(made, here)
                return made
        return self._made(func, args, told)

    def _made(self, func: Any, args: Any, told: dict[str, Any]) -> Any:
        wanted, generator = told.get("device"), told.get("generator")
        with contextlib.ExitStack() as stack:
            if wanted is not None and torch.device(wanted).type in ("cpu", "cuda"):
                told["device"] = CPU
                stack.enter_context(self.book.making(wanted))
            made = func(*args, **told)
        if generator is not None and isinstance(made, torch.Tensor):
            there, drawn = self.book.device_of(made).type, generator.device.type
            if there != drawn:
                raise RuntimeError(
                    f"Expected a '{there}' device type for generator but found '{drawn}'"
                )
        return made

    def _moved(
        self, name: str, mine: torch.Tensor, here: torch.device, args: Any, told: dict[str, Any]
    ) -> Any:
        device, dtype = told.get("device"), told.get("dtype")
        if name in ("cpu", "cuda"):
            device = name
        for given in args:
            if isinstance(given, torch.dtype):
                dtype = given
            elif isinstance(given, torch.Tensor):
                device, dtype = self.book.device_of(given), given.dtype
            elif isinstance(given, str | torch.device):
                device = given
        there = here if device is None else torch.device(device)
        if "meta" in (here.type, there.type):
            return mine.to(there, dtype)
        made = mine if dtype is None else mine.to(dtype)
        if there.type != here.type:
            self.book.wait()
            return _Move.apply(made, self.book, here, there)  # type: ignore[no-untyped-call]
        return made.clone() if told.get("copy") and made is mine else made


class _Move(torch.autograd.Function):
    """A copy on another device; its gradient is moved back."""

    @staticmethod
    def forward(ctx: Any, x: Any, book: _Book, here: torch.device, there: torch.device) -> Any:
        ctx.way = book, there, here
        made = x.clone()
        book.put(made, there)
        return made

    @staticmethod
    def backward(ctx: Any, gradient: Any) -> Any:
        book, _, there = ctx.way
        made = gradient.clone()
        book.put(made, there)
        return made, None, None, None


class _Generator(torch.Generator):
    """One of the CPU's, said to be another device's."""

    def __new__(cls, device: Any = "cpu") -> Any:
        made = super().__new__(cls)
        made.lies_on = torch.device(device)
        return made

    @property
    def device(self) -> torch.device:
        return self.lies_on  # type: ignore[no-any-return]


def _is_real(tensor: torch.Tensor) -> bool:
    return tensor.device.type == "cpu"


def _picks_by_mask(name: str, args: Any) -> bool:
    """Whether the number of elements that are picked is known to the GPU alone."""
    return name in INDEXED and any(
        index is not None and index.dtype in (torch.bool, torch.uint8) for index in args[1]
    )


@contextlib.contextmanager
def pretend_gpu() -> Iterator[None]:
    """In this block there is a GPU, as far as Python can tell."""
    book, autocast = _Book(), torch.autocast
    with contextlib.ExitStack() as stack:
        for name, answer in (
            ("torch.Generator", _Generator),
            ("torch.autocast", lambda _device, dtype: autocast("cpu", dtype)),
            ("torch.set_default_device", book.set_default),
            ("torch.get_default_device", lambda: book.default),
            ("torch.cuda.is_available", lambda: True),
            ("torch.cuda.current_stream", lambda *_: "the default stream"),
            ("torch.cuda.default_stream", lambda *_: "the default stream"),
            ("torch.cuda.synchronize", lambda *_: book.wait()),
            ("torch.cuda.set_sync_debug_mode", book.set_sync_debug_mode),
        ):
            stack.enter_context(mock.patch(name, answer))
        stack.enter_context(_Operators(book))
        stack.enter_context(_Functions(book))
        yield
