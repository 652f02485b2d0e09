"""The worker: a confined process that loads one submission and runs exercises on it.

It holds the submission, exercises.py and one case's inputs at a time; never an expected value. It
is honest code in a process that the submission may take over at any moment, so everything it says
is taken by the judge as a claim.
"""

import builtins
import contextlib
import linecache
import marshal
import math
import os
import re
import resource
import sys
import traceback
from collections import deque
from collections.abc import Mapping
from itertools import pairwise
from types import CodeType, ModuleType, TracebackType
from typing import Any

import numpy as np
from msgspec import structs

from autograder.worker import cuda
from autograder.worker.arrays import describe, materialise
from autograder.worker.confinement import Cell, confine
from autograder.worker.dtypes import Array
from autograder.worker.forbidden import solution_for
from autograder.worker.timed import Bench
from autograder.worker.wire import (
    Call,
    Channel,
    Line,
    Load,
    Loaded,
    OutputHeader,
    Outputs,
    Raised,
    Ready,
    Run,
    Share,
    WireError,
    header_of,
)

EXERCISES = "exercises.py"
COMPILED_LIMIT = 4 << 20  # bytes of compiled code that are worth keeping
MESSAGE_LIMIT = 600  # characters of an exception's text: room is left for where it was raised
LINES_LIMIT = 6  # lines of a traceback
MOST_DESCRIPTORS = 1 << 20  # where the system sets no bound
NAMES_LIMIT = 300  # names a submission is said to offer

_ASKED_FOR = re.compile(r"\bsolution\.(\w+)")
"""How exercises use what a submission defines; compiled once, in the process that is forked."""


def run_worker(channel: Channel, cell: Cell, kept_descriptors: set[int]) -> None:
    """The whole life of a worker; the caller is a fresh fork and exits when this returns."""
    places = {place.descriptor for place in cell.places}
    _close_all_but(kept_descriptors | places | {channel.connection.fileno()})
    layers = confine(cell)
    os.chdir(cell.scratch)
    no_device = cuda.begin(cell.limits.gpu_memory) if cell.device == cuda.CUDA else ""
    channel.send(Ready(layers, no_device))
    channel.descriptors = []  # the judge, who alone writes to this end, may share memory
    answer_requests(channel, cell)


def answer_requests(channel: Channel, cell: Cell) -> None:
    """Load and run what is asked, until the judge hangs up."""
    worker = _Worker(channel, cell)
    while True:
        try:
            request = channel.request()
        except WireError:
            return  # the judge is done
        match request:
            case Load():
                worker.load(request)
            case Run():
                worker.run(request)
            case Share():
                worker.share(request)
            case Call():
                worker.call(request)


class _Worker:
    def __init__(self, channel: Channel, cell: Cell) -> None:
        self.channel = channel
        self.scratch = cell.scratch
        self.cpu_limit = cell.limits.cpu_seconds
        self.solution = ModuleType("solution")
        self.exercises = ModuleType("exercises")
        self.main = ""
        self.compiled: dict[str, bytes] = {}
        self.taken = contextlib.ExitStack()  # what the question forbids; left for the next one's
        self.bench: Bench | None = None

    def load(self, request: Load) -> None:
        """Write the submission's files to the scratch folder and import its module."""
        self.taken.close()
        if sys.path[0] != str(self.scratch):  # as where a student runs it: their own files first
            sys.path.insert(0, str(self.scratch))
        lines = request.exercises.splitlines(keepends=True)
        linecache.cache[EXERCISES] = (len(request.exercises), None, lines, EXERCISES)
        exercises = self._code(request, EXERCISES, request.exercises.encode())
        exec(exercises, self.exercises.__dict__)

        self.main = f"{request.module}.py"
        try:
            self._write(request.files)
            self.taken.enter_context(
                solution_for(request.forbidden, self.exercises, lambda: self._import(request))
            )
        except BaseException as error:
            self.channel.send(self._raised(error))
            return
        names = _offered(self.solution, request.exercises)
        sizes = {name: len(code) for name, code in self.compiled.items()}
        fits = sum(sizes.values()) <= COMPILED_LIMIT
        self.channel.send(
            Loaded(names, sizes if fits else {}),
            [np.frombuffer(code, np.uint8) for code in self.compiled.values()] if fits else [],
        )

    def _import(self, request: Load) -> None:
        """Run the submission's module."""
        self.solution = ModuleType(request.module)
        self.solution.__file__ = str(self.scratch / self.main)
        sys.modules[request.module] = self.solution
        source = request.files[self.main].tobytes()
        exec(self._code(request, self.main, source), self.solution.__dict__)

    def _write(self, files: Mapping[str, Array]) -> None:
        """Lay the submission's files in the scratch folder, where it may import them from."""
        for name, content in files.items():
            path = self.scratch / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.tobytes())

    def _code(self, request: Load, name: str, source: bytes) -> CodeType:
        """A file compiled: by an earlier worker of this submission, or now."""
        if name in request.compiled:
            code: CodeType = marshal.loads(request.compiled[name].tobytes())
            return code
        code = compile(source, name, "exec", dont_inherit=True)
        self.compiled[name] = marshal.dumps(code)
        return code

    def run(self, request: Run) -> None:
        """Run one exercise and send its outputs, their values only if the judge wants so many."""
        self._allow_cpu(request.cpu_seconds)
        raised: Raised | None = None
        try:
            inputs = materialise(request.inputs, request.library, request.dtype, request.device)
            outputs = getattr(self.exercises, request.exercise)(self.solution, **inputs)
            if request.device == cuda.CUDA:
                cuda.wait()
            headers, values = _described(outputs, request.outputs)
        except BaseException as error:
            raised = self._raised(error)
        if raised is not None:  # the error is forgotten by now, and so is what its frames held
            inputs = outputs = None
            over = request.device == cuda.CUDA and not cuda.still_works()
            self.channel.send(structs.replace(raised, over=over))
            return
        if sum(storage.nbytes for storage in values) > request.payload_limit:
            headers = {name: structs.replace(told, size=None) for name, told in headers.items()}
            values = []
        self.channel.send(Outputs(headers), values)

    def share(self, request: Share) -> None:
        """Open the judge's memory: asked before a submission is loaded, and so by honest code."""
        try:
            self.bench = Bench(request)
        except BaseException as error:
            self.channel.send(self._raised(error))
            return
        self.channel.send(Outputs({}))

    def call(self, request: Call) -> None:
        """Call the function on the arguments that lie in the judge's memory; tell the seconds."""
        try:
            if self.bench is None:
                raise RuntimeError("no memory is shared")
            seconds = self.bench.time(self.solution, request.slot)
            headers, values = _described({"seconds": seconds}, None)
        except BaseException as error:
            self.channel.send(self._raised(error))
            return
        self.channel.send(Outputs(headers), values)

    def _allow_cpu(self, seconds: int) -> None:
        """Let the next case use that much CPU time and no more."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        soft = math.ceil(usage.ru_utime + usage.ru_stime) + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (min(soft, self.cpu_limit), self.cpu_limit))

    def _raised(self, error: BaseException) -> Raised:
        kind = type(error)
        name = _sendable(kind.__name__, 80)
        if isinstance(error, AttributeError) and error.obj is self.solution:
            return Raised("missing", _sendable(error.name, 80), True, [])
        lines = self._own_lines(error.__traceback__)
        if isinstance(error, SyntaxError) and not lines:
            message = str(error.msg)
            if error.lineno:
                text = _sendable((error.text or "").strip(), 200)
                file = _sendable(os.path.basename(str(error.filename or "")), 80)
                lines = [Line(file, error.lineno, "", text)]
        else:
            message = self._message(error)
        message = _sendable(message, MESSAGE_LIMIT)
        return Raised(name, message, getattr(builtins, name, None) is kind, lines)

    def _message(self, error: BaseException) -> str:
        """An exception's text without the grader's own folders."""
        try:
            message = str(error)
        except BaseException:  # a student's own __str__ may raise anything, SystemExit too
            return ""
        if isinstance(error, ImportError) and error.path:
            message = message.replace(f" ({error.path})", "")
        return message.replace(f"{self.scratch}/", "")

    def _own_lines(self, trace: TracebackType | None) -> list[Line]:
        """The traceback's lines in the student's files and in exercises.py, the last ones."""
        lines: deque[Line] = deque(maxlen=LINES_LIMIT)  # a recursion may be millions of them deep
        for frame, number in traceback.walk_tb(trace):
            path = frame.f_code.co_filename
            name = path.removeprefix(f"{self.scratch}/")
            if name == path and path not in (EXERCISES, self.main):
                continue
            text = _sendable(linecache.getline(path, number).strip(), 200)
            function = _sendable(frame.f_code.co_qualname, 80)
            lines.append(Line(_sendable(name, 80), number, function, text))
        return list(lines)


def _offered(solution: ModuleType, exercises: str) -> list[str]:
    """The names that a missing one may be found under: none that is itself asked for."""
    asked_for = set(_ASKED_FOR.findall(exercises))
    names = [_sendable(name, 80) for name in list(vars(solution)) if name not in asked_for]
    return [name for name in names if not name.startswith("_")][:NAMES_LIMIT]


def _sendable(text: object, limit: int) -> str:
    """The beginning of a text, and no half characters (lone surrogates): they have no UTF-8."""
    return str(text)[:limit].encode(errors="replace").decode()


def _described(
    outputs: Mapping[str, Any], asked_for: tuple[str, ...] | None
) -> tuple[dict[str, OutputHeader], list[Array]]:
    """What each output is, and the values of those that have any, in the same order."""
    headers, values = {}, []
    for name in [name for name in outputs if asked_for is None or name in asked_for]:
        output, storage = describe(outputs[name])
        headers[name] = header_of(output, storage)
        if storage is not None:
            values.append(storage)
    return headers, values


def _close_all_but(kept: set[int]) -> None:
    """Close every inherited descriptor, and let standard input and output lead nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    end = most if 0 <= most <= MOST_DESCRIPTORS else MOST_DESCRIPTORS
    bounds = [2, *sorted(number for number in kept if number > 2), end]
    for last, following in pairwise(bounds):
        os.closerange(last + 1, following)
