"""The element types that cross the wire, and how values are rounded to them."""

import functools
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

STORAGE: dict[str, np.dtype[Any]] = {
    "float64": np.dtype(np.float64),
    "float32": np.dtype(np.float32),
    "float16": np.dtype(np.float16),
    "bfloat16": np.dtype(np.uint16),  # numpy has no bfloat16: its bits travel as 16-bit integers
    "int64": np.dtype(np.int64),
    "int32": np.dtype(np.int32),
    "int16": np.dtype(np.int16),
    "int8": np.dtype(np.int8),
    "uint8": np.dtype(np.uint8),
    "bool": np.dtype(np.bool_),
}
"""Every dtype a frame may carry, with the numpy dtype its bytes are read as."""

BFLOAT16_NAN = np.uint16(0x7FC0)

FLOATS = ("float64", "float32", "float16", "bfloat16")


@functools.cache
def name_of(dtype: np.dtype[Any]) -> str:
    """The name of a numpy dtype; numpy works it out anew each time it is asked."""
    return dtype.name


def is_float(dtype: str) -> bool:
    """Whether `dtype` names a floating type that a trial may run in."""
    return dtype in FLOATS


def round_to(values: Array, dtype: str) -> Array:
    """`values` rounded to `dtype`, as its storage array (bfloat16: the bits)."""
    if dtype != "bfloat16":
        return values.astype(STORAGE[dtype])
    bits = values.astype(np.float32).view(np.uint32)
    nearest_even = bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))
    rounded = (nearest_even >> np.uint32(16)).astype(np.uint16)
    # A NaN's payload may lie in the lower half alone, and be an infinity without it.
    return np.where(np.isnan(values), BFLOAT16_NAN, rounded)


def widen(storage: Array, dtype: str) -> Array:
    """The values of a storage array, floats as float64: what the judge compares."""
    with np.errstate(invalid="ignore"):  # a NaN that signals is a value like any other
        if dtype == "bfloat16":
            return (storage.astype(np.uint32) << np.uint32(16)).view(np.float32).astype(np.float64)
        return storage.astype(np.float64) if is_float(dtype) else storage
