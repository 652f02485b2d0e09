"""Fewer, larger pages for the parent's memory, so that forking it costs less.

A fork copies the parent's page table entry by entry: with torch loaded, some 37,000 of them, and as
many again go when the child ends. Memory in huge pages needs one entry where small pages need 512.
Measured with torch 2.13 on Linux 6.18: fork and end of an empty child fall from 12 ms to 4.6 ms.
"""

import ctypes
import re
from pathlib import Path

HUGE = 2 << 20
"""Bytes of a huge page."""

_MADV_COLLAPSE = 25  # since Linux 6.1
_ANONYMOUS = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw-p \S+ \S+ 0\s*(?:\[heap\])?$")


def collapse_memory() -> None:
    """Have the kernel gather this process's own memory in huge pages; where it won't, nothing."""
    maps = Path("/proc/self/maps")
    if not maps.is_file():
        return
    madvise = ctypes.CDLL(None).madvise
    for line in maps.read_text().splitlines():
        if region := _ANONYMOUS.match(line):
            start = -(-int(region[1], 16) // HUGE) * HUGE
            end = int(region[2], 16) // HUGE * HUGE
            if end > start:
                madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _MADV_COLLAPSE)
