"""The layers that keep a worker's code in, in the order in which a worker puts them on.

Each layer is a function that a fresh child calls before it has seen a line of the submission. It
raises `LayerOff` with the reason where the machine can't give it. Which layers were on is told in
the report, to the instructor. The verdict trusts none of them: a worker never holds an answer.
"""

import contextlib
import ctypes
import functools
import os
import pwd
import resource
import secrets
import signal
import stat
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.worker import landlock, seccomp
from autograder.worker.landlock import Place
from autograder.worker.removal import remove_tree

FIRST_UID, LAST_UID = 20_000, 60_000
"""Workers' user ids are drawn from here: above most people's and services', below nobody's."""

OPEN_TO_ALL = ("/tmp", "/var/tmp", "/dev/shm", "/run/lock")
"""Where any user may leave files; what a worker left there is cleared when it ends."""

TICK = 100_000_000
"""Nanoseconds in which a folder may change twice and be given the same time: a generous bound."""

_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38

_CLONE_NEWNS, _CLONE_NEWIPC, _CLONE_NEWNET = 0x20000, 0x8000000, 0x40000000
_CLONE_NEWUSER = 0x10000000
_CAPABILITIES_3 = 0x20080522
"""The version of capset's form."""

_MS_NOSUID, _MS_NODEV, _MS_NOEXEC, _MS_REC, _MS_PRIVATE = 2, 4, 8, 0x4000, 0x40000


FILES = 10_000
"""Files and folders of a worker that has no disk of its own."""

SWITCHED_OFF = "switched off"
"""Why a layer is off that was asked to be."""


class LayerOff(Exception):
    """This machine can't put a layer on; the text says why."""


@dataclass(frozen=True)
class Limits:
    """What one worker may use.

    memory       bytes of address space (torch alone takes 1.5 GB of it); with a GPU, whose driver
                 reserves more of it than there is, bytes of data
    gpu_memory   bytes of a GPU's, as torch gives them out
    cpu_seconds  of all its cases together
    processes    and threads of its user
    file_bytes   size of a file that it writes
    open_files   at a time
    disk         bytes of all its files together; without a disk of its own, and FILES of them, it
                 is ended soon after it has taken more
    """

    memory: int = 4 << 30
    gpu_memory: int = 1 << 30
    cpu_seconds: int = 120
    processes: int = 64
    file_bytes: int = 64 << 20
    open_files: int = 256
    disk: int = 128 << 20


@dataclass(frozen=True)
class Cell:
    """One worker's place.

    uid      its user; None: the grader's own
    scratch  its folder
    places   what else it may open: the system's libraries, and the folders of Python's imports
    device   "cpu", or "cuda": it needs the driver, which needs more of the system
    without  layers that are left off, to prove what each is worth
    """

    limits: Limits
    uid: int | None
    scratch: Path
    places: tuple[Place, ...] = ()
    device: str = "cpu"
    without: tuple[str, ...] = ()


def own_session(cell: Cell) -> None:
    """A session and process group of its own: it can be ended whole, and signals no one else's."""
    os.setsid()


def resource_limits(cell: Cell) -> None:
    """Memory, CPU, files and core dumps; processes only where the worker has its own user."""
    limits = cell.limits
    bounds = {
        resource.RLIMIT_DATA if cell.device == "cuda" else resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_CORE: 0,
    }
    if cell.uid is not None:  # the count is the user's: it would count the grader's processes too
        bounds[resource.RLIMIT_NPROC] = limits.processes
    for kind, bound in bounds.items():
        _, hard = resource.getrlimit(kind)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (most, most))


def own_network(cell: Cell) -> None:
    """A network without an interface, not even loopback, and shared memory of its own."""
    _leave_namespaces(cell, _CLONE_NEWNET | _CLONE_NEWIPC)


def own_disk(cell: Cell) -> None:
    """A scratch folder in memory, of bounded size, that nobody else sees and that goes with it."""
    _leave_namespaces(cell, _CLONE_NEWNS)
    libc = _libc()
    _check(libc.mount(b"none", b"/", None, ctypes.c_ulong(_MS_REC | _MS_PRIVATE), None))
    flags = ctypes.c_ulong(_MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    owner = (cell.uid, cell.uid) if cell.uid is not None else (os.geteuid(), os.getegid())
    options = "size={},mode=0700,uid={},gid={}".format(cell.limits.disk, *owner).encode()
    _check(libc.mount(b"tmpfs", str(cell.scratch).encode(), b"tmpfs", flags, options))


def own_user(cell: Cell) -> None:
    """A user id that nothing else on the machine has: no file of others, no signal, no ptrace."""
    if cell.uid is None:
        raise LayerOff("the grader doesn't run as root, so workers share its user")
    os.setgroups([])
    os.setresgid(cell.uid, cell.uid, cell.uid)
    os.setresuid(cell.uid, cell.uid, cell.uid)


def no_new_privileges(cell: Cell) -> None:
    """Set-uid programs give nothing, and the powers over its own namespaces are given up."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    if cell.uid is None:  # else they went with root
        header, none = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0), (ctypes.c_uint32 * 6)()
        _check(_libc().capset(header, none))


def not_dumpable(cell: Cell) -> None:
    """No other process of the same user may trace it or read its memory."""
    _prctl(_PR_SET_DUMPABLE, 0)


def own_files(cell: Cell) -> None:
    """Landlock: no file outside its scratch folder and the system's libraries; no TCP; no signal.

    Beside its own user: it holds where workers share the grader's user, and a file that every user
    may read is closed to it.
    """
    itself = landlock.opened(["/proc/self"], landlock.READ)
    scratch = landlock.opened([cell.scratch], landlock.OWN)
    try:
        landlock.restrict([*cell.places, *itself, *scratch])
    except landlock.NoLandlock as error:
        raise LayerOff(str(error)) from error
    finally:
        for place in (*cell.places, *itself, *scratch):
            os.close(place.descriptor)


def few_system_calls(cell: Cell) -> None:
    """seccomp: no other process, no program, no socket, nothing deep in the kernel."""
    try:
        seccomp.restrict(os.getpid(), own_user=cell.uid is not None, gpu=cell.device == "cuda")
    except seccomp.NoSeccomp as error:
        raise LayerOff(f"this machine has no seccomp for it: {error}") from error


def death_with_parent(cell: Cell) -> None:
    """When the service dies, so does the worker. After `own_user`, which clears this."""
    parent = os.getppid()
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died in between
        os._exit(1)


LAYERS: tuple[tuple[str, Callable[[Cell], None]], ...] = (
    ("own session", own_session),
    ("resource limits", resource_limits),
    ("own network", own_network),
    ("own disk", own_disk),
    ("own user", own_user),
    ("no new privileges", no_new_privileges),
    ("not dumpable", not_dumpable),
    ("death with parent", death_with_parent),
    ("own files", own_files),
    ("few system calls", few_system_calls),
)


def confine(cell: Cell) -> dict[str, str]:
    """Put every layer on. Returns each layer's name with "" or the reason why it is off."""
    told = {}
    for name, put_on in LAYERS:
        if name in cell.without:
            told[name] = SWITCHED_OFF
            continue
        try:
            put_on(cell)
        except LayerOff as reason:
            told[name] = str(reason)
        except (OSError, ValueError) as error:
            told[name] = f"refused by the system: {error}"
        else:
            told[name] = ""
    return told


def prepare_layers() -> None:
    """Make what is the same for all workers, before the first of them is forked."""
    with contextlib.suppress(seccomp.NoSeccomp):  # else it is told of by each
        seccomp.prepare(own_user=os.geteuid() == 0)
    landlock.prepare()


def adopt_orphans() -> None:
    """Make this process the parent of its descendants' orphans, so that none gets away."""
    try:
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    except LayerOff:
        return  # workers are still ended by session, and by user where they have their own


def free_uid(taken: set[int]) -> int | None:
    """A user id for a new worker; None where the grader can't change users.

    Not one of `taken`, and nobody else's: with a worker all processes of its user are ended.
    """
    if os.geteuid() != 0:
        return None
    while True:
        uid = FIRST_UID + secrets.randbelow(LAST_UID - FIRST_UID)
        if uid not in taken and not has_an_account(uid) and not processes_of(uid):
            return uid


def has_an_account(uid: int) -> bool:
    """Whether a person or a program of this machine has that user id."""
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def processes_of(uid: int) -> list[int]:
    """The processes of a user, another service's workers among them.

    The kernel is asked first whether there are any, in one call where a listing asks each process.
    """
    try:
        os.getpriority(os.PRIO_USER, uid)
    except ProcessLookupError:
        return []
    return _processes(lambda folder: os.stat(folder).st_uid == uid)


def children_of(parent: int) -> list[int]:
    """The processes that a process has started, or has been left."""

    def is_child(folder: str) -> bool:
        fields = Path(folder, "stat").read_bytes().rpartition(b")")[2].split()
        return int(fields[1]) == parent

    return _processes(is_child)


def _processes(wanted: Callable[[str], bool]) -> list[int]:
    """Processes by their folder in /proc; none where there is no such thing."""
    found: list[int] = []
    if not os.path.isdir("/proc/self"):
        return found
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):  # it ended meanwhile
                if wanted(f"/proc/{name}"):
                    found.append(int(name))
    return found


def takes_too_much(folder: Path, limits: Limits) -> bool:
    """Whether the files beneath a folder take more of the disk than a worker may."""
    taken, waiting, count = 0, [str(folder)], 0
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:  # it may vanish as we look
                with contextlib.suppress(OSError):
                    count += 1
                    status = entry.stat(follow_symlinks=False)
                    taken += status.st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
                if taken > limits.disk or count > FILES:
                    return True
    return False


def last_changes() -> dict[str, int]:
    """When each folder that all may write to has last changed: one that did just now is left out.

    In nanoseconds, as the kernel tells it, which no user can set.
    """
    changes = {}
    for folder in OPEN_TO_ALL:
        with contextlib.suppress(OSError):  # this machine has no such folder
            changed = os.stat(folder).st_ctime_ns
            if time.time_ns() - changed > TICK:
                changes[folder] = changed
    return changes


def clear_files_of(uid: int, before: Mapping[str, int]) -> None:
    """Delete what a user, none of whose processes is left, has put where all may write.

    `before` is what `last_changes` told before the first of its processes was there: a folder that
    has not changed since is not gone through, which takes milliseconds where many files lie.
    """
    for folder in OPEN_TO_ALL:
        with contextlib.suppress(OSError):
            if os.stat(folder).st_ctime_ns == before.get(folder):
                continue
            for entry in list(os.scandir(folder)):
                with contextlib.suppress(OSError):
                    if entry.stat(follow_symlinks=False).st_uid != uid:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        remove_tree(Path(entry.path))
                    else:
                        os.unlink(entry.path)


def close_to_others(folders: list[Path]) -> str:
    """Take everyone else's permissions from these folders: the answers are the owner's alone.

    Returns "" or the reason why a worker might still read them.
    """
    if os.geteuid() != 0:
        return "the grader doesn't run as root, so workers run as the owner of the answers"
    for folder in folders:
        mode = stat.S_IMODE(folder.stat().st_mode)
        if mode & 0o077:
            try:
                folder.chmod(mode & 0o700)
            except OSError as error:
                return f"{folder.name}/ can't be closed to other users: {error.strerror}"
    return ""


@functools.cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> None:
    if not sys.platform.startswith("linux"):
        raise LayerOff("only Linux has it")
    _check(_libc().prctl(option, ctypes.c_ulong(value), 0, 0, 0))


def _check(result: int) -> None:
    """Raise what the C library's last call failed with."""
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _leave_namespaces(cell: Cell, kinds: int) -> None:
    """Get namespaces of these kinds; an ordinary user gets them with one of users of its own."""
    if not sys.platform.startswith("linux"):
        raise LayerOff("only Linux has it")
    unshare = _libc().unshare
    if unshare(kinds) == 0:
        return
    if cell.uid is not None:
        _check(-1)
    uid, gid = os.geteuid(), os.getegid()
    try:
        _check(unshare(kinds | _CLONE_NEWUSER))
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    except OSError as error:
        why = f"here only root can make one ({error.strerror})"
        raise LayerOff(why) from error
