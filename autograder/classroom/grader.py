"""A process that grades, as whoever has the class sees it: started, given jobs, gone."""

import contextlib
import os
import socket
import subprocess
import tempfile
from multiprocessing.connection import Connection

from autograder.classroom.jobs import Done, GraderLost, Job, Refused, Work
from autograder.classroom.process import STARTED
from autograder.worker.launch import command

ONE_THREAD = {
    f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB")
}
"""Several of them share the processors; the arrays are small."""

PATIENCE = 10
"""Seconds that one is given to end, and to clear up behind it, before it is killed."""

HUNG = 1_800
"""Seconds after which one that tells nothing is ended: a grading takes a third at most."""


class Grader:
    """One of them; `connection` is readable when it has something to tell.

    GraderLost where none can be started.
    """

    def __init__(self, work: Work, course: str) -> None:
        self.has_started = False
        try:
            ours, theirs = socket.socketpair()
            self._said = tempfile.TemporaryFile()  # noqa: SIM115
            with theirs:
                self._process = _process(theirs.fileno(), self._said.fileno())
        except OSError as error:
            raise GraderLost(f"no process can be started: {error.strerror}") from error
        self.connection = Connection(ours.detach())
        self._send((work, course))

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def give(self, job: Job) -> None:
        """Let it grade a hand-in; one at a time."""
        self._send(job)

    def told(self) -> Done | None:
        """What it tells next, None for that it has started; waits for it.

        GraderLost when it tells nothing any more, or what has ended it; Refused when this machine
        is none to grade on.
        """
        try:
            told = self.connection.recv()
        except (EOFError, OSError) as error:  # an OSError: it was killed in the middle of telling
            self.end(at_once=True)
            raise GraderLost(self._how_it_ended()) from error
        if told == STARTED:
            self.has_started = True
            return None
        if isinstance(told, Done):
            return told
        self.end()
        what, why = told
        raise Refused(why) if what == "refused" else GraderLost(why)

    def grade(self, job: Job) -> Done:
        """Let it grade a hand-in, and wait; GraderLost also where it tells nothing any more."""
        self.give(job)
        told = None
        while told is None:
            if not self.connection.poll(HUNG):
                self.kill()
            told = self.told()
        return told

    def kill(self) -> None:
        """Kill it in the middle of whatever it does."""
        self._process.kill()

    def hang_up(self) -> None:
        """Let it end by itself; `end` waits for it."""
        self.connection.close()

    def end(self, *, at_once: bool = False) -> None:
        """End it, and all that it has started; more than once does no harm."""
        self.hang_up()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=0.1 if at_once else PATIENCE)
        if self._process.poll() is None:
            self._process.kill()  # its service notices that it is gone, and clears up
            self._process.wait()

    def _send(self, what: object) -> None:
        with contextlib.suppress(ConnectionError):  # it is gone: `told` says so
            self.connection.send(what)

    def _how_it_ended(self) -> str:
        self._said.seek(0)
        lines = self._said.read().decode(errors="replace").strip().splitlines()
        self._said.close()
        said = f": {lines[-1]}" if lines else ""
        code = self._process.returncode
        how = f"was killed by signal {-code}" if code < 0 else f"ended with status {code}"
        return f"the process that graded it {how}{said}"


def _process(connection: int, said: int) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command("autograder.classroom.process", str(connection)),
        pass_fds=[connection],
        env=os.environ | ONE_THREAD,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=said,
        start_new_session=True,  # Ctrl-C is for whoever started it
    )
