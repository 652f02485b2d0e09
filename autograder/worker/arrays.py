"""Trees of inputs and single outputs, as numpy arrays or torch tensors.

torch is imported only where a tensor is asked for, so that NumPy assignments never pay for it.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.worker.dtypes import STORAGE, Array, is_float, name_of, round_to, widen

LARGEST_TEXT = 32_768
"""Bytes of a string output that cross the wire in a header; a longer one is refused by name."""


def map_arrays(tree: Any, convert: Callable[[Array], Any]) -> Any:
    """The same tree of dicts, lists and plain values with every numpy array converted."""
    if isinstance(tree, np.ndarray):
        return convert(tree)
    if isinstance(tree, Mapping):
        return {key: map_arrays(value, convert) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [map_arrays(value, convert) for value in tree]
    return tree


def layout_of(array: Array) -> str:
    """How an array lies in memory: "C", "F" or "strided"; what a copy on the other side keeps."""
    if array.flags.c_contiguous:
        return "C"
    return "F" if array.flags.f_contiguous else "strided"


def lay_out(array: Array, layout: str) -> Array:
    """A writable copy of `array` with the given layout."""
    if layout == "F":
        return np.array(array, order="F")
    if layout == "strided":
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        view = wide[..., ::2]
        view[...] = array
        return view
    return np.array(array, order="C")


def rounded(tree: Any, dtype: str) -> Any:
    """Inputs whose float arrays hold values that `dtype` can represent, still stored as float64.

    Both sides of a comparison start from these, so that rounding the inputs costs nobody anything.
    """
    if dtype == "float64":
        return map_arrays(tree, lambda array: array)

    def convert(array: Array) -> Array:
        if array.dtype.kind != "f":
            return array
        return lay_out(widen(round_to(array, dtype), dtype), layout_of(array))

    return map_arrays(tree, convert)


def materialise(tree: Any, library: str, dtype: str, device: str) -> Any:
    """An exercise's inputs: fresh arrays of `library`, floats in `dtype`, on `device`."""

    def convert(array: Array) -> Any:
        name = dtype if array.dtype.kind == "f" else name_of(array.dtype)
        storage = lay_out(round_to(array, name), layout_of(array))
        if library == "numpy":
            return storage
        import torch

        tensor = torch.from_numpy(storage)
        return (tensor.view(torch.bfloat16) if name == "bfloat16" else tensor).to(device)

    return map_arrays(tree, convert)


@dataclass(frozen=True)
class Output:
    """One named output of an exercise, as data.

    kind     "array" (a plain numpy.ndarray), "tensor", "number" (Python or numpy scalar), "text",
             or, for anything else, the name of its type: then there are no values
    dtype    element type, "" where there is none; one that cannot cross has no values either
    shape    of the array, () for a number
    device   "cpu", "cuda:0" or "" for what has none
    values   float64, integers or bools of `shape`; None when they did not cross
    text     of kind "text"
    """

    kind: str
    dtype: str = ""
    shape: tuple[int, ...] = ()
    device: str = ""
    values: Array | None = None
    text: str = ""


def describe(value: Any) -> tuple[Output, Array | None]:
    """An output without its values, and the storage array of its values if they can cross."""
    if isinstance(value, str):
        text = value[: LARGEST_TEXT + 1].encode(errors="replace")  # half characters have no UTF-8
        if len(text) > LARGEST_TEXT:
            return Output("long text"), None
        return Output("text", text=text.decode()), None
    if isinstance(value, bool | int | float | np.generic):
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**63:
            return Output("int beyond 64 bits"), None
        array = np.array(value)
        return _described("number", name_of(array.dtype), (), "", array)
    if type(value) is np.ndarray:
        return _described("array", name_of(value.dtype), value.shape, "cpu", value)
    torch = sys.modules.get("torch")
    if torch is not None and type(value) in (torch.Tensor, torch.nn.Parameter):
        dtype = str(value.dtype).removeprefix("torch.")
        here = value.detach()
        if here.layout != torch.strided or dtype not in STORAGE:
            return Output("tensor", dtype, tuple(value.shape), str(value.device)), None
        here = here.resolve_conj().resolve_neg().cpu()
        storage = (here.view(torch.int16) if dtype == "bfloat16" else here).numpy()
        return _described("tensor", dtype, tuple(value.shape), str(value.device), storage)
    return Output(_type_name(value)), None


def output_of(value: Any) -> Output:
    """An output with its values: what a trusted run, or a student's own test, compares."""
    output, storage = describe(value)
    return output if storage is None else filled(output, storage)


def filled(output: Output, storage: Array) -> Output:
    """`output` with the values of its storage array."""
    values = widen(storage, output.dtype)
    return Output(output.kind, output.dtype, output.shape, output.device, values, output.text)


def _described(
    kind: str, dtype: str, shape: tuple[int, ...], device: str, values: Array
) -> tuple[Output, Array | None]:
    output = Output(kind, dtype, shape, device)
    if dtype not in STORAGE:
        return output, None
    storage = np.ascontiguousarray(values).reshape(shape)
    if dtype == "bfloat16":
        return output, storage.view(STORAGE[dtype])
    return output, storage.astype(STORAGE[dtype], copy=False)  # in this machine's byte order


def _type_name(value: Any) -> str:
    kind = type(value)
    module = str(kind.__module__)
    name = str(kind.__qualname__) if module == "builtins" else f"{module}.{kind.__qualname__}"
    return name[:80]


__all__ = [
    "Output",
    "describe",
    "filled",
    "is_float",
    "lay_out",
    "layout_of",
    "map_arrays",
    "materialise",
    "output_of",
    "rounded",
]
