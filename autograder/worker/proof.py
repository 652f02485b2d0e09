"""How safe this machine keeps a worker: tried out before the first hand-in, not believed.

A worker gets a submission of ours that tries to read the answers, to signal the grader, to start
processes and programs, and to open a socket. What it achieves makes the tier.
"""

import time
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import numpy as np

from autograder.worker.client import ServiceError, ServiceHandle, WorkerGone, WorkerLied
from autograder.worker.wire import Load, Outputs, Run, WireTimeout

HARMLESS = ("start a process", "run a program", "open a socket")
"""Attempts whose success leaves the answers and the grader safe."""

SECONDS = 60
"""More than any machine needs for a few system calls."""

_EXERCISE = """
def attempts(solution, answers):
    return solution.attempts(answers)
"""


class Tier(StrEnum):
    """strong: nothing got out; partial: no answer, and no hand on the grader; unsafe: else."""

    STRONG = "strong"
    PARTIAL = "partial"
    UNSAFE = "unsafe"


class UnsafeMachine(ServiceError):
    """Students' code could read the answers here, or stop the grader."""


def prove(service: ServiceHandle, answers: Sequence[Path], device: str = "cpu") -> dict[str, str]:
    """Each attempt with what a worker for a device got at by it, or "".

    answers  files that it must not read
    """
    worker = service.worker(device)
    deadline = time.monotonic() + SECONDS
    source = Path(__file__).with_name("breakout.py").read_bytes()
    files = {"breakout.py": np.frombuffer(source, np.uint8)}
    names = [str(path) for path in answers]
    request = Run("attempts", "numpy", "float64", "cpu", SECONDS, None, 0, {"answers": names})
    try:
        worker.load(Load("breakout", _EXERCISE, files, {}), deadline)
        worker.ask(request, deadline)
        reply, _ = worker.outcome(0, deadline)
    except (WorkerGone, WorkerLied, WireTimeout) as error:
        raise ServiceError(f"the confinement could not be tried out: {error}") from error
    finally:
        worker.end()
    if not isinstance(reply, Outputs):
        raise ServiceError(f"the confinement could not be tried out: {reply.message}")
    return {name: output.text for name, output in reply.outputs.items()}


def tier_of(got: dict[str, str]) -> Tier:
    """What the attempts' outcomes come to."""
    achieved = {name for name, what in got.items() if what}
    if not achieved:
        return Tier.STRONG
    return Tier.PARTIAL if achieved <= set(HARMLESS) else Tier.UNSAFE
