"""The CUDA driver's functions on shared memory, of a device that is this machine's own memory.

As strict as the real one where that matters: addresses are reserved before they are mapped, and
nothing may be read or written before access is given.
"""

# ruff: noqa: N802 (the functions have the driver's names)

import ctypes
import os
from typing import Any

GRANULARITY = 2 << 20

_NONE, _READ_WRITE = 0, 3
_SHARED, _PRIVATE, _FIXED, _ANONYMOUS = 1, 2, 0x10, 0x20
_libc = ctypes.CDLL(None, use_errno=True)
_libc.mmap.restype = ctypes.c_void_p
_libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long)
_libc.munmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
_libc.mprotect.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)

INVALID = 1
"""CUDA_ERROR_INVALID_VALUE."""


def _value(argument: Any) -> int:
    return int(getattr(argument, "value", argument))


class FakeDriver:
    """What a process has of it. `fails` maps a function to the error that it gives."""

    def __init__(self) -> None:
        self.handles: set[int] = set()  # descriptors of this process, as handles
        self.reserved: dict[int, int] = {}
        self.mapped: set[int] = set()
        self.fails: dict[str, int] = {}

    def __getattribute__(self, name: str) -> Any:
        fails = object.__getattribute__(self, "fails") if name.startswith("cu") else {}
        return (lambda *_: fails[name]) if name in fails else object.__getattribute__(self, name)

    def cuMemGetAllocationGranularity(self, step: Any, properties: Any, _option: int) -> int:
        asked = properties._obj
        assert (asked.type, asked.handle_types, asked.location.type) == (1, 1, 1)
        step._obj.value = GRANULARITY
        return 0

    def cuMemCreate(self, handle: Any, size: int, properties: Any, _flags: int) -> int:
        if size % GRANULARITY or properties._obj.handle_types != 1:
            return INVALID
        descriptor = os.memfd_create("a device")
        os.ftruncate(descriptor, size)
        self.handles.add(descriptor)
        handle._obj.value = descriptor
        return 0

    def cuMemExportToShareableHandle(self, to: Any, handle: Any, kind: int, _flags: int) -> int:
        if _value(handle) not in self.handles or kind != 1:
            return INVALID
        to._obj.value = os.dup(_value(handle))
        return 0

    def cuMemImportFromShareableHandle(self, handle: Any, descriptor: int, kind: int) -> int:
        if kind != 1:
            return INVALID
        own = os.dup(descriptor)
        self.handles.add(own)
        handle._obj.value = own
        return 0

    def cuMemAddressReserve(self, to: Any, size: int, *_rest: int) -> int:
        address = _libc.mmap(None, size, _NONE, _PRIVATE | _ANONYMOUS, -1, 0)
        self.reserved[address] = size
        to._obj.value = address
        return 0

    def cuMemMap(self, address: int, size: int, offset: int, handle: int, _flags: int) -> int:
        whole = self.reserved.get(address) == size and offset == 0
        if not whole or handle not in self.handles or os.fstat(handle).st_size != size:
            return INVALID
        _libc.mmap(address, size, _NONE, _SHARED | _FIXED, handle, 0)
        self.mapped.add(address)
        return 0

    def cuMemSetAccess(self, address: int, size: int, access: Any, count: int) -> int:
        asked = access._obj
        if address not in self.mapped or (asked.location.type, asked.flags, count) != (1, 3, 1):
            return INVALID
        return int(_libc.mprotect(address, size, _READ_WRITE))

    def cuMemUnmap(self, address: int, size: int) -> int:
        if address not in self.mapped:
            return INVALID
        self.mapped.remove(address)
        _libc.mmap(address, size, _NONE, _PRIVATE | _ANONYMOUS | _FIXED, -1, 0)
        return 0

    def cuMemAddressFree(self, address: int, size: int) -> int:
        if address in self.mapped or self.reserved.pop(address, None) != size:
            return INVALID
        return int(_libc.munmap(address, size))

    def cuMemRelease(self, handle: int) -> int:
        if handle not in self.handles:
            return INVALID
        self.handles.remove(handle)
        os.close(handle)
        return 0
