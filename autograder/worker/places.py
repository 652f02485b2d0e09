"""The files of this machine that a worker may open: what Python, numpy and torch read.

Not among them: the course, other hand-ins, anybody's home, and what others leave in /tmp.
"""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from autograder.worker.landlock import DEVICE, READ, WRITE, Place, opened

LIBRARIES = ("/usr", "/lib", "/lib32", "/lib64")
SETTINGS = (
    "/etc/group",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/etc/nsswitch.conf",
    "/etc/passwd",
    "/etc/ssl/openssl.cnf",
)
MACHINE = (
    "/proc/cpuinfo",
    "/proc/filesystems",
    "/proc/loadavg",
    "/proc/meminfo",
    "/proc/stat",
    "/proc/sys/kernel",
    "/proc/sys/vm",
    "/proc/version",
    "/sys/devices/system",
    "/sys/fs/cgroup",
)
"""How many processors there are, and how much memory: thread pools and allocators ask."""

STANDARD_DEVICES = ("/dev/full", "/dev/null", "/dev/random", "/dev/urandom", "/dev/zero")


def open_places() -> tuple[Place, ...]:
    """What every worker may open, each as a descriptor that forked workers inherit."""
    prefixes = {sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix}
    searched = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    readable = [*LIBRARIES, *SETTINGS, *MACHINE, *prefixes, *filter(None, searched)]
    return tuple(opened(readable, READ) + opened(STANDARD_DEVICES, READ | WRITE))


UNIFIED_MEMORY = "nvidia-uvm"
"""The device without which CUDA does not start. Root makes it when it first uses CUDA."""


def open_gpus(devices: Path = Path("/dev")) -> tuple[Place, ...]:
    """What a worker may open besides that works on a GPU.

    Its driver names threads and reads maps through /proc, where the files of other users stay shut.
    """
    if any(devices.glob("nvidia*")) and not (devices / UNIFIED_MEMORY).exists():
        ask = ["nvidia-modprobe", "-u", "-c=0"]  # NVIDIA's own program for it
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            subprocess.run(ask, check=False, capture_output=True, timeout=10)
    gpus = sorted(devices.glob("nvidia*"))
    return tuple(opened(gpus, DEVICE) + opened(["/proc"], READ | WRITE)) if gpus else ()


def only_own_imports() -> None:
    """Leave in sys.path what belongs to the interpreter: a checkout holds more than its package."""
    prefixes = (sys.prefix, sys.base_prefix, *LIBRARIES)
    sys.path[:] = [
        entry for entry in sys.path if any(Path(entry).is_relative_to(home) for home in prefixes)
    ]
