"""A submission of our own that tries to get out. Its text is sent to a worker; nobody imports it.

Each attempt returns what it got at, or raises OSError, which is what it should do. None does harm
where it succeeds.
"""

import os
import socket
from collections.abc import Callable


def read_the_answers(answers: list[str]) -> str:
    """Open the files that hold them."""
    for path in answers:
        try:
            with open(path, "rb") as file:
                file.read(1)
        except OSError:
            continue
        return path
    raise PermissionError


def signal_the_grader() -> str:
    """Ask whether a signal to the service would arrive: signal 0 does nothing else."""
    os.kill(os.getppid(), 0)
    return "the service"


def start_a_process() -> str:
    """Fork, and end the child at once."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return "fork"


def run_a_program() -> str:
    """Start a program that is not there: only where programs may be started is that the error."""
    try:
        os.execv("/no/such/program", ["program"])
    except FileNotFoundError:
        return "exec"


def open_a_socket() -> str:
    """Make one for the network; it is not connected to anything."""
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
    return "a UDP socket"


def attempts(answers: list[str]) -> dict[str, str]:
    """Each attempt by its name, with what it got at, or ""."""
    tried: dict[str, Callable[[], str]] = {
        "read the answers": lambda: read_the_answers(answers),
        "signal the grader": signal_the_grader,
        "start a process": start_a_process,
        "run a program": run_a_program,
        "open a socket": open_a_socket,
    }
    got = {}
    for name, attempt in tried.items():
        try:
            got[name] = attempt()
        except OSError:
            got[name] = ""
    return got
