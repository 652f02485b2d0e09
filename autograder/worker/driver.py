"""A GPU's memory that a descriptor shares, by the CUDA driver's own functions.

CUDA's older handles, which torch shares tensors by, open for processes of the same user alone: so
NVIDIA's kernel module has it, and a worker has a user of its own. A descriptor opens it for whom it
was sent to, and is sent as that of an anonymous file is. Functions and structures: cuda.h, "Virtual
Memory Management".
"""

import contextlib
import ctypes
import functools
from ctypes import POINTER, byref, c_int, c_size_t, c_uint8, c_uint16, c_uint64, c_void_p
from typing import Any

LIBRARY = "libcuda.so.1"

ON_A_DEVICE, PINNED, DESCRIPTOR, READ_WRITE = 1, 1, 1, 3
"""CU_MEM_LOCATION_TYPE_DEVICE, CU_MEM_ALLOCATION_TYPE_PINNED,
CU_MEM_HANDLE_TYPE_POSIX_FILE_DESCRIPTOR, CU_MEM_ACCESS_FLAGS_PROT_READWRITE."""


class DriverError(RuntimeError):
    """A function of the driver did not do what it was asked; the text names both."""


class _Location(ctypes.Structure):
    """CUmemLocation."""

    _fields_ = (("type", c_int), ("id", c_int))


class _Properties(ctypes.Structure):
    """CUmemAllocationProp."""

    _fields_ = (
        ("type", c_int),
        ("handle_types", c_int),
        ("location", _Location),
        ("of_windows", c_void_p),
        ("compression", c_uint8),
        ("rdma", c_uint8),
        ("usage", c_uint16),
        ("reserved", c_uint8 * 4),
    )


class _Access(ctypes.Structure):
    """CUmemAccessDesc."""

    _fields_ = (("location", _Location), ("flags", c_int))


_ADDRESS, _HANDLE, _FLAGS = c_uint64, c_uint64, c_uint64

_ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "cuMemGetAllocationGranularity": (POINTER(c_size_t), POINTER(_Properties), c_int),
    "cuMemCreate": (POINTER(_HANDLE), c_size_t, POINTER(_Properties), _FLAGS),
    "cuMemExportToShareableHandle": (c_void_p, _HANDLE, c_int, _FLAGS),
    "cuMemImportFromShareableHandle": (POINTER(_HANDLE), c_void_p, c_int),
    "cuMemAddressReserve": (POINTER(_ADDRESS), c_size_t, c_size_t, _ADDRESS, _FLAGS),
    "cuMemMap": (_ADDRESS, c_size_t, c_size_t, _HANDLE, _FLAGS),
    "cuMemSetAccess": (_ADDRESS, c_size_t, POINTER(_Access), c_size_t),
    "cuMemUnmap": (_ADDRESS, c_size_t),
    "cuMemAddressFree": (_ADDRESS, c_size_t),
    "cuMemRelease": (_HANDLE,),
}


class DeviceMemory:
    """A piece of a GPU's memory as this process has mapped it; its driver has been started before.

    address  of its first byte, on the device
    size     bytes
    """

    def __init__(self, handle: int, size: int, device: int) -> None:
        self.size = size
        with contextlib.ExitStack() as undoing:  # what was done, should the rest fail
            undoing.callback(_ask, "cuMemRelease", handle)
            place = _ADDRESS()
            _ask("cuMemAddressReserve", byref(place), size, 0, 0, 0)
            self.address = place.value
            undoing.callback(_ask, "cuMemAddressFree", self.address, size)
            _ask("cuMemMap", self.address, size, 0, handle, 0)
            undoing.callback(_ask, "cuMemUnmap", self.address, size)
            access = _Access(_Location(ON_A_DEVICE, device), READ_WRITE)
            _ask("cuMemSetAccess", self.address, size, byref(access), 1)
            self._undoing = undoing.pop_all()

    @classmethod
    def create(cls, size: int, device: int) -> "tuple[DeviceMemory, int]":
        """So many bytes at least, and a descriptor that shares them, the caller's to close."""
        asked = _Properties(PINNED, DESCRIPTOR, _Location(ON_A_DEVICE, device))
        step = c_size_t()
        _ask("cuMemGetAllocationGranularity", byref(step), byref(asked), 0)
        size = -(-size // step.value) * step.value
        handle, descriptor = _HANDLE(), c_int(-1)
        _ask("cuMemCreate", byref(handle), size, byref(asked), 0)
        memory = cls(handle.value, size, device)
        try:
            _ask("cuMemExportToShareableHandle", byref(descriptor), handle, DESCRIPTOR, 0)
        except DriverError:
            memory.close()
            raise
        return memory, descriptor.value

    @classmethod
    def open(cls, descriptor: int, size: int, device: int) -> "DeviceMemory":
        """What another process has created, all of its bytes."""
        handle = _HANDLE()
        _ask("cuMemImportFromShareableHandle", byref(handle), descriptor, DESCRIPTOR)
        return cls(handle.value, size, device)

    def close(self) -> None:
        """Give it up; nothing may work on it any more."""
        self._undoing.close()


def _ask(name: str, *arguments: Any) -> None:
    status = getattr(driver(), name)(*arguments)
    if status:
        raise DriverError(f"{name} of {LIBRARY} gave the error {status}")


@functools.cache
def driver() -> Any:
    """The library, with what its functions take; DriverError where there is none."""
    try:
        library = ctypes.CDLL(LIBRARY)
        for name, types in _ARGUMENTS.items():
            getattr(library, name).argtypes = types
    except (OSError, AttributeError) as error:  # the latter: it is of before CUDA 10.2
        raise DriverError(str(error)) from error
    return library
