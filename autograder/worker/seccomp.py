"""seccomp: the system calls that a worker has no use for are refused by the kernel.

A filter is a small program for the kernel's packet-filter machine, run at every system call. Most
calls are let through: numpy, torch and a student's threads and files need many. Refused is what
starts or touches other processes, talks to the network, changes users, mounts, or reaches deep into
the kernel. A refused call fails with EPERM, as if the machine did not allow it.

https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

import ctypes
import errno
import functools
import os
import platform
import struct
import sys

REFUSED: dict[str, tuple[int, int]] = {
    # name: (x86_64, aarch64); -1: there is no such call
    # starting programs and processes
    "execve": (59, 221),
    "execveat": (322, 281),
    "fork": (57, -1),
    "vfork": (58, -1),
    # touching others
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_send_signal": (424, 424),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    # the network, and what outlives a process
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    # the disk at once: written piece by piece it can be watched
    "fallocate": (285, 47),
    # users and groups
    "setuid": (105, 146),
    "setgid": (106, 144),
    "setreuid": (113, 145),
    "setregid": (114, 143),
    "setgroups": (116, 159),
    "setresuid": (117, 147),
    "setresgid": (119, 149),
    "setfsuid": (122, 151),
    "setfsgid": (123, 152),
    "capset": (126, 91),
    # other views of the machine
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsmount": (432, 432),
    "mount_setattr": (442, 442),
    # deep in the kernel
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "open_by_handle_at": (304, 265),
    "personality": (135, 92),
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    "syslog": (103, 116),
}

OF_FILES: dict[str, tuple[int, int]] = {
    "chmod": (90, -1),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, -1),
    "fchown": (93, 55),
    "lchown": (94, -1),
    "fchownat": (260, 54),
    "utime": (132, -1),
    "utimes": (235, -1),
    "futimesat": (261, -1),
    "utimensat": (280, 88),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
}
"""What changes the properties of files, which Landlock lets pass: refused where the worker is of
the grader's own user, who owns files that matter."""

OTHERS = {"clone": (56, 220), "clone3": (435, 435), "prctl": (157, 167), "kill": (62, 129)}
OTHERS |= {"tgkill": (234, 131), "prlimit64": (302, 261), "socketpair": (53, 199)}
OTHERS |= {"socket": (41, 198), "connect": (42, 203)}
OTHERS |= {"sched_setaffinity": (203, 122), "sched_setscheduler": (144, 119)}
OTHERS |= {"sched_setparam": (142, 118), "sched_setattr": (314, 274)}
"""Calls that are refused by their arguments."""

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""The column of the tables above, and the kernel's own number of the architecture."""

_X32 = 0x40000000
"""On x86_64, the bit of a second set of numbers for the same calls."""

_CLONE_THREAD = 0x10000
_SOCKET_KIND, _STREAM, _PACKETS = 0xF, 1, 5
"""The bits of a socket's type that tell its kind; a pair of streams reaches nobody else."""

_UNIX = 1
"""The family of sockets within a machine."""

_REFUSED_OPTIONS = (1, 4)
"""prctl's PR_SET_PDEATHSIG, PR_SET_DUMPABLE: a worker shall end with its parent, and stay shut."""

_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN, _AND = 0x20, 0x15, 0x35, 0x45, 0x06, 0x54
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT, _SECOND_ARGUMENT = 0, 4, 16, 24
"""Offsets in what the filter sees of a call; its arguments are 64 bits each."""

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2


class NoSeccomp(OSError):
    """This machine has none, or its system calls have numbers that are not in the table."""


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]


def restrict(pid: int, *, own_user: bool, gpu: bool = False) -> None:
    """Refuse what is in the tables from now on; signals go to process `pid`, this one, alone.

    A GPU's driver listens on a socket within the machine. It gets one, which can't be connected.
    """
    program = filter_for(platform.machine(), pid, own_user=own_user, gpu=gpu)
    if not sys.platform.startswith("linux"):
        raise NoSeccomp("only Linux has seccomp")
    loaded = _Program(len(program) // 8, program)
    if _libc().prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(loaded), 0, 0) != 0:
        code = ctypes.get_errno()
        raise NoSeccomp(code, os.strerror(code))


def prepare(*, own_user: bool) -> None:
    """Put together now, before any fork, what every process's filter has in common."""
    filter_for(platform.machine(), os.getpid(), own_user=own_user)
    _libc()


def filter_for(machine: str, pid: int, *, own_user: bool, gpu: bool = False) -> bytes:
    """The filter's instructions for an architecture: 8 bytes each."""
    if machine not in _ARCHITECTURES:
        raise NoSeccomp(f"no table of system calls for {machine}")
    column, _ = _ARCHITECTURES[machine]
    number = {name: columns[column] for name, columns in OTHERS.items()}
    refused = _instruction(_RETURN, _ERROR | errno.EPERM)
    allowed = _instruction(_RETURN, _ALLOW)
    code = _beginning(machine, own_user=own_user)
    # glibc falls back to clone, whose flags can be seen, when clone3 is said not to exist
    code += _if(_EQUAL, number["clone3"], _instruction(_RETURN, _ERROR | errno.ENOSYS))
    first = _instruction(_LOAD, _FIRST_ARGUMENT)
    code += _if(_EQUAL, number["clone"], first + _if(_ANY_BIT, _CLONE_THREAD, allowed) + refused)
    options = b"".join(_if(_EQUAL, option, refused) for option in _REFUSED_OPTIONS)
    code += _if(_EQUAL, number["prctl"], first + options + allowed)
    for name in ("kill", "tgkill"):
        code += _if(_EQUAL, number[name], first + _if(_EQUAL, pid, allowed) + refused)
    myself = _if(_EQUAL, 0, allowed) + _if(_EQUAL, pid, allowed)
    for name in ("prlimit64", *(name for name in OTHERS if name.startswith("sched_"))):
        code += _if(_EQUAL, number[name], first + myself + refused)
    kind = _instruction(_LOAD, _SECOND_ARGUMENT) + _instruction(_AND, _SOCKET_KIND)
    code += _if(_EQUAL, number["socketpair"], kind + _if(_EQUAL, _STREAM, allowed) + refused)
    code += _if(_EQUAL, number["connect"], refused)
    connected = kind + b"".join(_if(_EQUAL, it, allowed) for it in (_STREAM, _PACKETS))
    within = first + _if(_EQUAL, _UNIX, connected + refused) if gpu else b""
    code += _if(_EQUAL, number["socket"], within + refused)
    return code + allowed


@functools.cache
def _beginning(machine: str, *, own_user: bool) -> bytes:
    """The filter's beginning, the same for all: calls that are refused whatever their arguments."""
    column, architecture = _ARCHITECTURES[machine]
    refused = _instruction(_RETURN, _ERROR | errno.EPERM)
    code = _instruction(_LOAD, _ARCHITECTURE)
    code += _unless(_EQUAL, architecture, _instruction(_RETURN, _KILL))
    code += _instruction(_LOAD, _NUMBER)
    if machine == "x86_64":
        code += _if(_AT_LEAST, _X32, refused)
    for columns in (REFUSED if own_user else REFUSED | OF_FILES).values():
        if columns[column] >= 0:
            code += _if(_EQUAL, columns[column], refused)
    return code


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _instruction(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, if_true, if_false, value)


def _if(test: int, value: int, then: bytes) -> bytes:
    """Run `then` if the loaded value passes the test; else skip it."""
    return _instruction(test, value, 0, len(then) // 8) + then


def _unless(test: int, value: int, then: bytes) -> bytes:
    return _instruction(test, value, len(then) // 8, 0) + then
