"""Landlock: the files that a worker may open, whoever they belong to, and no TCP, no signal out.

A kernel feature that any process may use on itself, without privileges: a ruleset names the folders
in which files may be opened, and how; everything else is refused from then on, for good. It also
keeps the process from tracing, and from signalling, any process outside.

https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import functools
import os
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_VERSION_QUESTION = 1
_PATH_BENEATH = 1

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_WRITE_FILE, _TRUNCATE = 1 << 1, 1 << 14
_IOCTL_DEVICE = 1 << 15
_MAKE_DEVICE = 1 << 6 | 1 << 11
_EXECUTE = 1 << 0
_FILE_RIGHTS = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEVICE
"""The rights that make sense for a file that is no folder."""

READ = _READ_FILE | _READ_DIR
WRITE = _WRITE_FILE | _TRUNCATE
OWN = 0x7FFE & ~_MAKE_DEVICE
"""All but executing and making devices: a worker's own folder."""
DEVICE = READ | WRITE | _IOCTL_DEVICE

_FILE_SYSTEM = ((1, (1 << 13) - 1), (2, 1 << 13), (3, _TRUNCATE), (5, _IOCTL_DEVICE))
_TCP = ((4, 0b11),)
_SCOPE = ((6, 0b11),)  # abstract sockets and signals
"""Rights that can be refused, each with the version of Landlock that brought it."""


class NoLandlock(OSError):
    """This machine has none."""


class _RulesetAttributes(ctypes.Structure):
    _fields_ = [
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scope", ctypes.c_uint64),
    ]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("rights", ctypes.c_uint64), ("folder", ctypes.c_int32)]


@dataclass(frozen=True)
class Place:
    """A folder or file as an open O_PATH descriptor, and what may be done with it or beneath it."""

    descriptor: int
    rights: int


def opened(paths: Iterable[str | Path], rights: int) -> list[Place]:
    """Those of the paths that there are, to be used by processes that couldn't reach them."""
    places = []
    for path in paths:
        try:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        places.append(Place(descriptor, rights if is_folder else rights & _FILE_RIGHTS))
    return places


def version() -> int:
    """The version of Landlock that this kernel has; NoLandlock if none."""
    if not sys.platform.startswith("linux"):
        raise NoLandlock("only Linux has Landlock")
    try:
        return _call(_CREATE_RULESET, None, ctypes.c_size_t(0), _VERSION_QUESTION)
    except OSError as error:
        raise NoLandlock(f"this kernel has no Landlock: {error.strerror}") from error


def prepare() -> None:
    """Load the C library now, before any fork."""
    _libc()


def restrict(places: Iterable[Place]) -> None:
    """Open nothing from now on but what lies in these places. There is no way back."""
    kernel = version()
    handled = _known(_FILE_SYSTEM, kernel)
    attributes = _RulesetAttributes(handled, _known(_TCP, kernel), _known(_SCOPE, kernel))
    size = 8 if kernel < 4 else (16 if kernel < 6 else 24)  # older kernels know fewer fields
    ruleset = _call(_CREATE_RULESET, ctypes.byref(attributes), ctypes.c_size_t(size), 0)
    try:
        for place in places:
            rule = _PathBeneath(place.rights & handled, place.descriptor)
            _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
        _call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _known(rights: tuple[tuple[int, int], ...], kernel: int) -> int:
    """The rights that a kernel of this version knows."""
    known = 0
    for since, right in rights:
        if kernel >= since:
            known |= right
    return known


def _call(number: int, *arguments: object) -> int:
    result = int(_libc().syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
