"""Starting the service's process, with the standard library alone.

A command launches it before it imports anything that takes long, so that the service's imports and
the judge's run side by side. What to import, and how to confine, the service is told afterwards.
"""

import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from autograder.worker.removal import remove_tree

PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES")
"""What a worker may know of the grader's environment: what finds libraries and devices."""

_START = """
import sys
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
package = PathFinder.find_spec("autograder", [{root!r}])
sys.modules["autograder"] = module_from_spec(package)
package.loader.exec_module(sys.modules["autograder"])
from {module} import main
main()
"""
"""The program that launches it, and no other of its name that is installed; nothing else from the
folder around it, where a student's files may have any name."""


@dataclass(frozen=True)
class Launched:
    """A service that waits for its settings on the control socket; workers live in `folder`."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket
    folder: Path

    def abandon(self) -> None:
        """Hang up, wait for the service's end and clear its folder; more than once does no harm."""
        self.control.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()
        remove_tree(self.folder)


def command(module: str, *arguments: str) -> list[str]:
    """What runs `main` of a module of this program, whatever lies in the working folder."""
    root = str(Path(__file__).parents[2])
    return [sys.executable, "-I", "-c", _START.format(root=root, module=module), *arguments]


def launch() -> Launched:
    """Start the service in a clean environment and a session of its own."""
    folder = Path(tempfile.mkdtemp(prefix="autograder-"))
    folder.chmod(0o711)  # workers pass through to their own folder, and see no one else's
    control, other_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with other_end:
        process = subprocess.Popen(
            command("autograder.worker.service", str(other_end.fileno())),
            pass_fds=[other_end.fileno()],
            env=_clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=folder,
            start_new_session=True,
        )
    return Launched(process, control, folder)


def _clean_environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return kept | {
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTORCH_NVML_BASED_CUDA_CHECK": "1",
    }
