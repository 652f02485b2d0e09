"""The filter's table against libseccomp's, and what the filter lets through."""

import ctypes
import ctypes.util
import os
import platform
import struct
import sys
from typing import Any

import pytest

from autograder.worker.seccomp import OF_FILES, OTHERS, REFUSED, NoSeccomp, filter_for

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""libseccomp's name for each is the kernel's."""

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="seccomp is Linux's")


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_the_numbers_are_those_of_libseccomp(machine: str) -> None:
    path = ctypes.util.find_library("seccomp")
    if path is None:
        pytest.skip("libseccomp, which knows the numbers, is not installed")
    resolve = ctypes.CDLL(path).seccomp_syscall_resolve_name_arch
    column, architecture = ARCHITECTURES[machine]
    for name, numbers in (REFUSED | OF_FILES | OTHERS).items():
        told = resolve(ctypes.c_uint32(architecture), name.encode())
        if numbers[column] == -1:
            assert told < 0, name
        elif told >= 0:  # an old libseccomp doesn't know the newest calls
            assert told == numbers[column], name


def outcome(
    program: bytes, number: int, argument: int = 0, architecture: int = 0, second: int = 0
) -> int:
    """What the kernel's machine would make of a call: the filter, interpreted."""
    seen = struct.pack("=iIQ6Q", number, architecture, 0, argument, second, *[0] * 4)
    code = [struct.unpack_from("=HBBI", program, at) for at in range(0, len(program), 8)]
    tests = {
        0x15: lambda a, k: a == k,
        0x35: lambda a, k: a >= k,
        0x45: lambda a, k: bool(a & k),
    }
    value, at = 0, 0
    while True:
        operation, if_true, if_false, k = code[at]
        at += 1
        if operation == 0x20:
            (value,) = struct.unpack_from("=I", seen, k)
        elif operation == 0x54:
            value &= k
        elif operation == 0x06:
            return int(k)
        else:
            at += if_true if tests[operation](value, k) else if_false


ALLOWED, KILLED, EPERM, ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
PID = 4711
THREAD, FORK = 0x3D0F00, 17
"""clone's flags as pthread_create and fork give them."""

CASES = [
    ("clone", THREAD, ALLOWED),
    ("clone", FORK, EPERM),
    ("clone3", 0, ENOSYS),
    ("kill", PID, ALLOWED),
    ("kill", PID + 1, EPERM),
    ("kill", 0, EPERM),
    ("kill", 0xFFFFFFFF, EPERM),
    ("tgkill", PID, ALLOWED),
    ("tgkill", 1, EPERM),
    ("prlimit64", 0, ALLOWED),
    ("prlimit64", PID, ALLOWED),
    ("prlimit64", 1, EPERM),
    ("sched_setaffinity", 0, ALLOWED),
    ("sched_setaffinity", 1, EPERM),
    ("prctl", 1, EPERM),
    ("prctl", 4, EPERM),
    ("prctl", 15, ALLOWED),
    ("socket", 1, EPERM),
    ("socket", 2, EPERM),
    ("connect", 0, EPERM),
]


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_each_call_ends_as_it_should(machine: str) -> None:
    column, architecture = ARCHITECTURES[machine]
    program = filter_for(machine, PID, own_user=True)
    for name, argument, wanted in CASES:
        number = OTHERS[name][column]
        assert outcome(program, number, argument, architecture) == wanted, (name, argument)
    for name, numbers in REFUSED.items():
        if numbers[column] >= 0:
            assert outcome(program, numbers[column], 0, architecture) == EPERM, name
    numbers = {columns[column] for columns in (REFUSED | OTHERS).values()}
    for number in set(range(470)) - numbers:
        assert outcome(program, number, 0, architecture) == ALLOWED, number


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_a_pair_of_sockets_is_a_pair_of_streams(machine: str) -> None:
    """One of datagrams could send to any socket on the machine."""
    column, architecture = ARCHITECTURES[machine]
    program, pair = filter_for(machine, PID, own_user=True), OTHERS["socketpair"][column]
    stream, datagram, packets, close_on_exec = 1, 2, 5, 0o2000000
    assert outcome(program, pair, 1, architecture, stream | close_on_exec) == ALLOWED
    assert outcome(program, pair, 1, architecture, datagram | close_on_exec) == EPERM
    assert outcome(program, pair, 1, architecture, packets) == EPERM


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_a_gpu_s_driver_gets_a_socket_that_sends_to_nobody(machine: str) -> None:
    column, architecture = ARCHITECTURES[machine]
    program = filter_for(machine, PID, own_user=True, gpu=True)
    sockets, connect = OTHERS["socket"][column], OTHERS["connect"][column]
    unix, internet = 1, 2
    stream, datagram, packets, close_on_exec = 1, 2, 5, 0o2000000
    assert outcome(program, sockets, unix, architecture, stream | close_on_exec) == ALLOWED
    assert outcome(program, sockets, unix, architecture, packets | close_on_exec) == ALLOWED
    assert outcome(program, sockets, unix, architecture, datagram) == EPERM
    for family in (internet, 10, 16, 17):
        assert outcome(program, sockets, family, architecture, stream) == EPERM
    assert outcome(program, connect, 3, architecture) == EPERM


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_properties_of_files_are_closed_to_the_grader_s_own_user(machine: str) -> None:
    column, architecture = ARCHITECTURES[machine]
    for own_user, wanted in ((True, ALLOWED), (False, EPERM)):
        program = filter_for(machine, PID, own_user=own_user)
        for name, numbers in OF_FILES.items():
            if numbers[column] >= 0:
                assert outcome(program, numbers[column], 0, architecture) == wanted, name


def test_the_other_numbers_of_the_same_calls_are_refused() -> None:
    """On x86_64 a process may call by x32's numbers, or in the 32-bit architecture."""
    program = filter_for("x86_64", PID, own_user=True)
    x86_64, i386 = 0xC000003E, 0x40000003
    assert outcome(program, 0x40000000 | 39, 0, x86_64) == EPERM
    assert outcome(program, 20, 0, i386) == KILLED


def test_an_unknown_machine_is_refused_by_name() -> None:
    with pytest.raises(NoSeccomp, match="riscv64"):
        filter_for("riscv64", PID, own_user=True)


@linux
def test_this_machine_s_kernel_takes_the_filter(host: Any) -> None:
    assert platform.machine() in ARCHITECTURES
    told = host.told(
        "import errno, os\n"
        "def probe():\n"
        "    try:\n"
        "        return os.fork()\n"
        "    except OSError as error:\n"
        "        return errno.errorcode[error.errno]\n"
    )
    assert told == "EPERM"
    assert os.getpid() != PID
