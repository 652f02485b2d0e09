"""What the grader's machine holds that an attack may have left there."""

import contextlib
import os
from pathlib import Path

from autograder.worker.confinement import FIRST_UID, LAST_UID, OPEN_TO_ALL

ROOT = Path(__file__).parents[2]

MARK = "left-by-an-attack"
"""What attacks name the files they leave, followed by the number of the service they run under."""

LISTENING = {"tcp": "0A", "tcp6": "0A", "udp": "07", "udp6": "07"}
"""The state in which a socket waits for strangers, in /proc/net's numbers."""


def descriptors(pid: int) -> int:
    """How many files a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def children(parent: int) -> list[int]:
    """The processes whose parent this is."""
    return [pid for pid in _processes() if _parent(pid) == parent]


def own_memory(pid: int) -> int:
    """Bytes that a process has written: of what it shares with others its proportional part."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except PermissionError:  # a service that has held more powers than we have: what it shares, too
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    told = dict(line.split(":", 1) for line in rollup.splitlines()[1:])
    return int(told["Pss_Anon"].split()[0]) << 10


def strays() -> list[int]:
    """Processes forked from a service of this checkout that nobody is the parent of any more.

    A fork keeps its service's command line, which names the checkout and so tells its own from
    those of others who run these tests at the same time.
    """
    return [pid for pid in _processes() if _parent(pid) == 1 and _is_of_a_service(pid)]


def _is_of_a_service(pid: int) -> bool:
    with contextlib.suppress(OSError):
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        return os.fsencode(repr(str(ROOT))) in command and b"worker.service" in command
    return False


def files() -> set[str]:
    """What a worker's user, or an attack under this mark, has where all may write."""
    found = set()
    for folder in OPEN_TO_ALL:
        with contextlib.suppress(OSError):
            for entry in os.scandir(folder):
                with contextlib.suppress(OSError):
                    owner = entry.stat(follow_symlinks=False).st_uid
                    if is_a_worker(owner) or MARK in entry.name:
                        found.add(entry.path)
    return found


def is_a_worker(uid: int) -> bool:
    """Whether workers' users are drawn from where this one lies."""
    return FIRST_UID <= uid < LAST_UID


def users_at_work() -> set[int]:
    """The workers' users that have a process now: anybody's, who may run the same tests."""
    found = set()
    for pid in _processes():
        with contextlib.suppress(OSError):
            uid = os.stat(f"/proc/{pid}").st_uid
            if is_a_worker(uid):
                found.add(uid)
    return found


def shared_memory() -> set[str]:
    """SysV segments, semaphores and queues, of anybody."""
    found = set()
    for kind in ("shm", "sem", "msg"):
        with contextlib.suppress(OSError):
            for line in Path("/proc/sysvipc", kind).read_text().splitlines()[1:]:
                found.add(f"{kind} {' '.join(line.split()[:2])}")
    return found


def listening() -> set[str]:
    """Sockets that wait for strangers and belong to a worker's user, or to ours."""
    found = set()
    for protocol, state in LISTENING.items():
        with contextlib.suppress(OSError):
            for line in Path("/proc/net", protocol).read_text().splitlines()[1:]:
                fields = line.split()
                uid = int(fields[7])
                ours = uid == os.geteuid() != 0
                if fields[3] == state and (is_a_worker(uid) or ours):
                    found.add(f"{protocol} {fields[1]}")
    return found


def _processes() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def _parent(pid: int) -> int | None:
    try:
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None  # it ended meanwhile
    return int(told[1])
