"""Runs a command as Docker would by default: `python -m tests.attacks.docker_profile COMMAND ...`.

Docker's default seccomp profile, written down from its documentation ("Significant syscalls blocked
by the default profile"): the calls that a container without further capabilities is refused. It is
an allowlist there and a denylist here, so what it says nothing of is open here: at most this lets
an attack further than Docker would.

https://docs.docker.com/engine/security/seccomp/
"""

import ctypes
import errno
import os
import platform
import struct
import sys

REFUSED = {
    # x86_64's numbers
    "acct": 163,
    "add_key": 248,
    "bpf": 321,
    "clock_adjtime": 305,
    "clock_settime": 227,
    "create_module": 174,
    "delete_module": 176,
    "fanotify_init": 300,
    "finit_module": 313,
    "fsconfig": 431,
    "fsmount": 432,
    "fsopen": 430,
    "fspick": 433,
    "get_kernel_syms": 177,
    "get_mempolicy": 239,
    "init_module": 175,
    "io_uring_enter": 426,
    "io_uring_register": 427,
    "io_uring_setup": 425,
    "ioperm": 173,
    "iopl": 172,
    "kcmp": 312,
    "kexec_file_load": 320,
    "kexec_load": 246,
    "keyctl": 250,
    "lookup_dcookie": 212,
    "mbind": 237,
    "mount": 165,
    "mount_setattr": 442,
    "move_mount": 429,
    "move_pages": 279,
    "name_to_handle_at": 303,
    "nfsservctl": 180,
    "open_by_handle_at": 304,
    "open_tree": 428,
    "perf_event_open": 298,
    "pivot_root": 155,
    "query_module": 178,
    "quotactl": 179,
    "reboot": 169,
    "request_key": 249,
    "set_mempolicy": 238,
    "setdomainname": 171,
    "sethostname": 170,
    "setns": 308,
    "settimeofday": 164,
    "swapoff": 168,
    "swapon": 167,
    "sysfs": 139,
    "syslog": 103,
    "umount2": 166,
    "unshare": 272,
    "uselib": 134,
    "userfaultfd": 323,
    "ustat": 136,
    "vhangup": 153,
    "_sysctl": 156,
}

CLONE, CLONE3, PERSONALITY, SOCKET = 56, 435, 135, 41
NEW_NAMESPACES = 0x7E020000
PERSONALITIES = (0x0, 0x8, 0x20000, 0x20008, 0xFFFFFFFF)
AF_VSOCK = 40

_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_NUMBER, _FIRST_ARGUMENT = 0, 16


def profile() -> bytes:
    """The filter's instructions."""

    def instruction(operation: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
        return struct.pack("=HBBI", operation, if_true, if_false, value)

    def when(test: int, value: int, then: bytes) -> bytes:
        return instruction(test, value, 0, len(then) // 8) + then

    refused, allowed = instruction(_RETURN, _ERROR | errno.EPERM), instruction(_RETURN, _ALLOW)
    first = instruction(_LOAD, _FIRST_ARGUMENT)
    code = instruction(_LOAD, _NUMBER)
    for number in REFUSED.values():
        code += when(_EQUAL, number, refused)
    code += when(_EQUAL, CLONE3, instruction(_RETURN, _ERROR | errno.ENOSYS))
    code += when(_EQUAL, CLONE, first + when(_ANY_BIT, NEW_NAMESPACES, refused) + allowed)
    known = b"".join(when(_EQUAL, value, allowed) for value in PERSONALITIES)
    code += when(_EQUAL, PERSONALITY, first + known + refused)
    code += when(_EQUAL, SOCKET, first + when(_EQUAL, AF_VSOCK, refused) + allowed)
    return code + allowed


def put_on() -> None:
    """Put the profile on this process, as root does: without giving up set-uid programs."""
    if platform.machine() != "x86_64":
        raise SystemExit(f"the numbers of {platform.machine()}'s system calls are not written down")

    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]

    code = profile()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(22, 2, ctypes.byref(Program(len(code) // 8, code)), 0, 0) != 0:
        raise SystemExit(f"no filter can be put on: {os.strerror(ctypes.get_errno())}")


if __name__ == "__main__":
    put_on()
    os.execvp(sys.argv[1], sys.argv[1:])
