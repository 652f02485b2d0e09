"""Every bad hand-in ends in a valid report that says what to do; the other questions keep theirs.

One row a hand-in for `activations`: how it is made, which questions lose their points, and what the
student must read. A row without `loses` is odd but right, and keeps full marks.
"""

import io
import json
import math
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.checking.examination import Pace
from autograder.judge.grading import Judge, Terms
from autograder.report.explain import question_text, report_text
from autograder.report.gradescope import results
from autograder.report.report import Report
from autograder.spec.course import Course

TERMS = Terms(pace=Pace(case=2, load=3))
FOUR_MEGABYTES = os.urandom(1 << 14) * 256  # in a zip about a fiftieth of that
LONGEST_OUTPUT = 100_000  # characters: Gradescope cuts there
POINTS = 90
ALL = (
    "relu_forward relu_backward leaky_relu_forward leaky_relu_backward elu_forward elu_backward "
    "dead_fraction relu_function leaky_relu_function elu_function"
).split()
FULL_MARKS = "^90 of 90 points"
TOLD_BY_THE_GRADER = r"Traceback|/work/|/tmp/|/proc/|site-packages|autograder[/.-]|worker-\d"

Make = Callable[[Path, bytes], Path]
"""Makes a hand-in in an empty folder from the right source, and returns its path."""


@dataclass(frozen=True)
class Row:
    """One hand-in; `says` is searched for, line by line, in everything that the student reads."""

    id: str
    make: Make
    says: str
    loses: tuple[str, ...] = ()


# ---- files that do not open, and files that open oddly ------------------------------------------


def file(
    id: str, says: str, make: Make, *, opens: bool = False, loses: tuple[str, ...] | None = None
) -> Row:
    """A hand-in whose files are the matter: it loses everything unless it opens."""
    lost = () if opens else tuple(ALL)
    return Row(id, make, says, lost if loses is None else loses)


def holding(name: str, change: Callable[[bytes], bytes] = lambda right: right) -> Make:
    """A folder that holds one file: the right source, changed."""

    def make(folder: Path, right: bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change(right))
        return folder

    return make


def alone(name: str, change: Callable[[bytes], bytes] = lambda right: right) -> Make:
    """The path of a single file: the right source, changed."""
    return lambda folder, right: holding(name, change)(folder, right) / name


def both(first: Make, second: Make) -> Make:
    """The same folder, made by one and then the other."""

    def make(folder: Path, right: bytes) -> Path:
        first(folder, right)
        return second(folder, right)

    return make


def doing(act: Callable[[Path], object], shown: str = "") -> Make:
    """The folder, or the path `shown` in it, after `act` has been done to it."""

    def make(folder: Path, right: bytes) -> Path:
        act(folder)
        return folder / shown

    return make


def zipped(fill: Callable[[zipfile.ZipFile, bytes], object]) -> Make:
    """A zip with what `fill` writes into it."""

    def make(folder: Path, right: bytes) -> Path:
        path = folder / "hand-in.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            fill(archive, right)
        return path

    return make


def zip_of(*names: str) -> Make:
    """A zip with the right source under each of these names."""
    return zipped(lambda archive, right: [archive.writestr(name, right) for name in names])


def patched(make: Make, patch: Callable[[bytes], bytes]) -> Make:
    """A file with its bytes changed."""

    def make_patched(folder: Path, right: bytes) -> Path:
        path = make(folder, right)
        path.write_bytes(patch(path.read_bytes()))
        return path

    return make_patched


def linking(name: str, target: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return entry


def encrypted(archive: bytes) -> bytes:
    """The archive with the encryption flag of every entry set, here and in its directory."""
    data = bytearray(archive)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), archive):
            data[found.start() + flags] |= 1
    return bytes(data)


def scratched(archive: bytes) -> bytes:
    """The archive with its packed bytes damaged, and its directory whole."""
    return archive[:60] + bytes(byte ^ 0xFF for byte in archive[60:900]) + archive[900:]


def notebook(*cells: str, form: int = 4) -> Callable[[bytes], bytes]:
    """The right source as a notebook's first code cell, and more of them."""

    def written(right: bytes) -> bytes:
        sources = [right.decode(), *cells]
        if form == 3:
            old = [{"cell_type": "code", "input": source} for source in sources]
            return json.dumps({"nbformat": 3, "worksheets": [{"cells": old}]}).encode()
        made: list[dict[str, object]] = [{"cell_type": "markdown", "source": "# not (Python"}]
        made += [{"cell_type": "code", "source": s.splitlines(keepends=True)} for s in sources]
        return json.dumps({"nbformat": 4, "cells": made}).encode()

    return written


FILES = [
    file("empty folder", r"no file activations\.py in it, nor any", doing(lambda folder: None)),
    file("nothing there", "hand-in.* does not exist", doing(lambda folder: None, "hand-in")),
    file("no zip there", r"lost\.zip does not exist", doing(str, "lost.zip")),
    file("empty file", r"activations\.py is empty", holding("activations.py", lambda right: b"")),
    file("only blanks", "is empty", alone("activations.py", lambda right: b"\xef\xbb\xbf \r\n")),
    file("misnamed", r"no activations\.py: relu\.py was taken", holding("relu.py"), opens=True),
    file("capitals", r"Activations\.PY was taken", holding("Activations.PY"), opens=True),
    file(
        "misnamed twice",
        r"no file activations\.py in it: it holds final\.py, relu\.py",
        both(holding("relu.py"), holding("final.py")),
    ),
    file(
        "two of them",
        r"several activations\.py: a/activations\.py, b/activations\.py",
        both(holding("a/activations.py"), holding("b/activations.py")),
    ),
    file("subfolder", FULL_MARKS, holding("week 3/mine/activations.py"), opens=True),
    file(
        "beside __MACOSX",
        FULL_MARKS,
        zip_of("mine/activations.py", "__MACOSX/mine/._activations.py"),
        opens=True,
    ),
    file("path with spaces", FULL_MARKS, alone("my hand in (1) ü/activations.py"), opens=True),
    file("other kind", r"notes\.txt is neither a \.py", alone("notes.txt")),
    file(
        "pipe",
        "activations.py is .*no file",
        doing(lambda f: os.mkfifo(f / "activations.py"), "activations.py"),
    ),
    file(
        "pipe inside",
        "activations.py is .*no file",
        doing(lambda f: os.mkfifo(f / "activations.py")),
    ),
    file("pipe named zip", "a.zip is .*no file", doing(lambda f: os.mkfifo(f / "a.zip"), "a.zip")),
    file(
        "folder named so",
        r"no file activations\.py in it, nor any",
        doing(lambda folder: (folder / "activations.py").mkdir()),
    ),
    file(
        "folder handed in that is named so",
        r"no file activations\.py in it, nor any",
        doing(lambda folder: (folder / "activations.py").mkdir(), "activations.py"),
    ),
    file(
        "folder in its place in a zip",
        r"no file activations\.py in it, nor any",
        zipped(lambda archive, right: archive.writestr("activations.py/", "")),
    ),
    file(
        "link",
        "activations.py is a link",
        doing(lambda folder: (folder / "activations.py").symlink_to("/etc/passwd")),
    ),
    file(
        "link beside it",
        "secrets.py is a link",
        both(
            holding("activations.py"),
            doing(lambda folder: (folder / "secrets.py").symlink_to("/etc/passwd")),
        ),
    ),
    file(
        "name that is no text",
        FULL_MARKS,
        both(
            holding("activations.py"),
            doing(lambda f: Path(os.fsdecode(bytes(f) + b"/\xff.py")).write_bytes(b"pass")),
        ),
        opens=True,
    ),
    file("deep folders", "folders", doing(lambda f: (f / ("d/" * 300)).mkdir(parents=True))),
    # How a text is stored.
    file("BOM", FULL_MARKS, alone("activations.py", b"\xef\xbb\xbf".__add__), opens=True),
    file(
        "CRLF",
        FULL_MARKS,
        alone("activations.py", lambda right: right.replace(b"\n", b"\r\n")),
        opens=True,
    ),
    file(
        "latin-1",
        "save the file as UTF-8",
        alone("activations.py", lambda right: right + "# Füße\n".encode("latin-1")),
    ),
    file(
        "latin-1 that says so",
        FULL_MARKS,
        alone(
            "activations.py",
            lambda right: b"# coding: latin-1\n" + right + "# Füße\n".encode("latin-1"),
        ),
        opens=True,
    ),
    file(
        "UTF-16",
        "save the file as UTF-8",
        alone("activations.py", lambda right: right.decode().encode("utf-16")),
    ),
    file(
        "UTF-16 without a mark",
        "save the file as UTF-8",
        alone("activations.py", lambda right: right.decode().encode("utf-16-le")),
    ),
    file(
        "NUL bytes",
        "save the file as UTF-8|NUL|null bytes",
        alone("activations.py", lambda right: right + b"\0"),
    ),
    # Notebooks.
    file(
        "notebook",
        r"no activations\.py: hw\.ipynb was taken",
        alone(
            "hw.ipynb",
            notebook(
                "%matplotlib inline\n!pip install numpy\n  %time x = 1\nnp.sum?\n?np.sum",
                "%%bash\nrm -rf nothing",
                "%%time\nlimit = 3",
                "remainder = (7\n    % limit)\nunequal = (7\n    != limit)",
            ),
        ),
        opens=True,
    ),
    file("notebook of form 3", FULL_MARKS, alone("hw.ipynb", notebook(form=3)), opens=True),
    file(
        "damaged notebook",
        r"hw\.ipynb is not a notebook that can be read",
        patched(alone("hw.ipynb", notebook()), lambda content: content[:-500]),
    ),
    file(
        "notebook that is none",
        r"hw\.ipynb is not a notebook that can be read: .*cells",
        alone("hw.ipynb", lambda right: b'{"name": "package", "version": 1}'),
    ),
    file(
        "notebook of lists",
        r"hw\.ipynb is not a notebook that can be read",
        alone("hw.ipynb", lambda right: b"[" * 100_000),
    ),
    file(
        "notebook without code",
        "hw.ipynb is empty",
        alone("hw.ipynb", lambda right: b'{"cells": []}'),
    ),
    file(
        "notebook with half a character",
        "save|hw.ipynb",
        alone("hw.ipynb", notebook("face = '\ud83d'")),
        opens=True,
    ),
    # Zips.
    file("zip", FULL_MARKS, zip_of("activations.py"), opens=True),
    file("zip with ..", "'../activations.py' would leave the folder", zip_of("../activations.py")),
    file("zip with ..\\", "would leave the folder", zip_of("activations.py", "..\\evil.py")),
    file("zip of old Windows", FULL_MARKS, zip_of("mine\\activations.py", "mine\\"), opens=True),
    file("zip with /", "'/etc/activations.py' would leave", zip_of("/etc/activations.py")),
    file(
        "zip with a link",
        "'activations.py' is a link",
        zipped(
            lambda a, right: a.writestr(linking("activations.py", "/etc/passwd"), "/etc/passwd")
        ),
    ),
    file(
        "zip of 10,000 files",
        "more than 1,000 files",
        zipped(lambda a, right: [a.writestr(f"{i}.py", b"") for i in range(10_000)]),
    ),
    file(
        "zip of 1000:1",
        r"'activations.py' unpacks to 10,000,000 bytes from",
        zipped(lambda archive, right: archive.writestr("activations.py", b" " * 10_000_000)),
    ),
    file(
        "zip of 40 MB",
        "larger than 20 MB",
        zipped(lambda a, right: [a.writestr(f"{i}.py", FOUR_MEGABYTES) for i in range(10)]),
    ),
    file(
        "encrypted zip",
        "encrypted.*without a password",
        patched(zip_of("activations.py"), encrypted),
    ),
    file("damaged zip", "hand-in.zip .*damaged", patched(zip_of("activations.py"), scratched)),
    file(
        "half a zip", "hand-in.zip .*damaged", patched(zip_of("activations.py"), lambda z: z[:-30])
    ),
    file("zip that is none", "not a zip", alone("mine.zip")),
    file("zip in a zip", r"no file activations\.py in it: it holds mine\.zip", zip_of("mine.zip")),
    file("zip of deep folders", "folders", zip_of("deep/" * 2_000 + "activations.py")),
    file("zip of long names", "name", zip_of("activations.py", "a" * 300 + ".py")),
    file("file as a folder", "file.*folder", zip_of("activations.py", "activations.py/more.py")),
]

# ---- sources that are not imported --------------------------------------------------------------


def added(text: str) -> Make:
    """The right source with more text at its end."""
    return alone("activations.py", lambda right: right + f"\n\n{text}\n".encode())


def at_import(id: str, text: str, says: str) -> Row:
    return Row(id, added(text), says, tuple(ALL))


IMPORTS = [
    at_import("syntax error", "def broken(:", r"line \d+: def broken\(:"),
    at_import(
        "wrong indentation", "if True:\nx = 1", r"expected an indented block.*line \d+: x = 1"
    ),
    at_import("merge conflict", "<<<<<<< HEAD", r"line \d+: <<<<<<< HEAD"),
    at_import("exception", "1 / 0", r"imported: ZeroDivisionError: .*line \d+: 1 / 0"),
    at_import("unknown import", "import matplotlab", r"No module named 'matplotlab'.*line \d+"),
    at_import(
        "unknown name of a library",
        "from numpy import relu",
        r"cannot import name 'relu' from 'numpy'.*line \d+",
    ),
    at_import("missing data", "open('data.csv')", r"No such file.*'data\.csv'.*line \d+"),
    at_import("sys.exit", "import sys; sys.exit()", r"ends the program while it is imported.*line"),
    at_import("os._exit", "import os; os._exit(0)", r"imported: your code ended the whole process"),
    at_import(
        "endless loop at import", "while True: pass", "still running after 3 s when it is imported"
    ),
    at_import("input at import", "input('name? ')", r"input\(\).*keyboard.*line \d+"),
    at_import(
        "KeyboardInterrupt at import", "raise KeyboardInterrupt", r"imported: KeyboardInterrupt"
    ),
    at_import("deep source", "x = " + "(" * 500 + ")" * 500, "too many nested parentheses"),
    at_import("deeper source", "x = " + "-" * 100_000 + "1", r"activations\.py"),
]

# ---- functions that are not there, or give something else ---------------------------------------

RELU_BACKWARD = ("relu_backward",)


def lacking(id: str, text: str, says: str) -> Row:
    return Row(id, added(text), says, RELU_BACKWARD)


def gives(id: str, dx: str, says: str) -> Row:
    """relu_backward returns this expression, in which `right` is the right answer."""
    text = f"def relu_backward(dout, cache):\n    right = dout * (cache > 0)\n    return {dx}"
    return Row(id, added(text), says, () if says == FULL_MARKS else RELU_BACKWARD)


def torch_gives(id: str, forward: str, backward: str, says: str) -> Row:
    """ReLU's forward and backward return these expressions."""
    text = f"""
class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return {forward}

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return {backward}
"""
    return Row(id, added(text), says, () if says == FULL_MARKS else ("relu_function",))


AN_ARRAY = r"expected a numpy array of shape \(4, 4\) and dtype float64"
OWN_ARRAY = "np.ndarray.view(right, type('Mine', (np.ndarray,), {}))"
RIGHT_OUT, RIGHT_DX = "x.clamp(min=0)", "grad_output * (x > 0)"

ANSWERS = [
    lacking("missing", "del relu_backward", r"activations\.py has no relu_backward$"),
    lacking(
        "renamed",
        "relu_backwards = relu_backward; del relu_backward",
        r"has no relu_backward: did you mean to call relu_backwards that\?",
    ),
    lacking(
        "no function", "relu_backward = 3", r"'int' object is not callable.*relu_backward\(dout"
    ),
    lacking(
        "other signature",
        "def relu_backward(dout): return dout",
        r"relu_backward\(\) takes 1 positional argument but 2 were given.*relu_backward\(dout, cache\)",
    ),
    lacking(
        "not implemented",
        "def relu_backward(dout, cache): raise NotImplementedError",
        r"relu_backward is not implemented yet \(activations\.py, line \d+\)",
    ),
    gives("None", "None", f"dx is None, {AN_ARRAY}"),
    gives("a list", "right.tolist()", f"dx is of type list, {AN_ARRAY}"),
    gives("a tuple", "(right, cache)", f"dx is of type tuple, {AN_ARRAY}"),
    gives("a dict", "{'dx': right}", f"dx is of type dict, {AN_ARRAY}"),
    gives("a scalar", "right.sum()", f"dx is a single number, {AN_ARRAY}"),
    gives("a string", "str(right)", f"dx is a string, {AN_ARRAY}"),
    gives("a long string", "'ü' * 60_000", f"dx is a string, {AN_ARRAY}"),
    gives("a longer string", "'ü' * 10_000_000", f"dx is .*text.*, {AN_ARRAY}"),
    gives("half a character", r"'\ud800'", f"dx is a string, {AN_ARRAY}"),
    gives("a large integer", "10 ** 5000", f"dx is of type int.*, {AN_ARRAY}"),
    gives("a function", "lambda: right", f"dx is of type function, {AN_ARRAY}"),
    gives("a generator", "(row for row in right)", f"dx is of type generator, {AN_ARRAY}"),
    gives("another shape", "right.T[..., None]", r"dx has shape \(4, 4, 1\), expected \(4, 4\)"),
    gives(
        "another dtype", "right.astype('float16')", r"dx has dtype float16, expected float64: keep"
    ),
    gives("integers", "right.astype(int)", r"dx has dtype int64, expected float64: keep the dtype"),
    gives("extended precision", "right.astype('longdouble')", "dx has dtype .*, expected float64"),
    gives("a complex array", "right + 0j", "dx has dtype complex128, expected float64"),
    gives("a complex number", "1j", f"dx is .*complex.*, {AN_ARRAY}"),
    gives("NaN", "right * np.nan", r"dx is NaN at \[0, 0\] \(16 of 16 values are wrong\)"),
    gives("inf", "right + np.inf", r"dx is infinite at \[0, 0\] \(16 of 16 values are wrong\)"),
    gives("an object array", "right.astype(object)", "dx has dtype object, expected float64"),
    gives("a record array", "right.view('f8,f8')", "dx has dtype void.*, expected float64"),
    gives("np.matrix", "np.matrix(right)", r"dx is of type numpy\.matrix, expected a numpy array"),
    gives("a masked array", "np.ma.masked_array(right)", "MaskedArray, expected a numpy array"),
    gives("an ndarray subclass", OWN_ARRAY, r"dx is of type \S*Mine, expected a numpy array"),
    gives("a torch tensor", "torch.from_numpy(right)", f"dx is a torch tensor, {AN_ARRAY}"),
    gives("not contiguous", "np.repeat(right, 2, -1)[..., ::2]", FULL_MARKS),
    gives("read-only", "np.broadcast_to(right, right.shape)", FULL_MARKS),
    gives("the other byte order", "right.astype(right.dtype.newbyteorder())", FULL_MARKS),
    gives("zero-size", "right[:0]", r"dx has shape \(0, 4\), expected \(4, 4\)"),
    gives("1 GB", "np.zeros(1 << 27)", r"dx has shape \(134217728,\), expected \(4, 4\)"),
    gives(
        "8 EB", "np.broadcast_to(right[0, 0], (1 << 30, 1 << 30))", r"dx has shape \(1073741824, "
    ),
    torch_gives("from torch: None", "None", RIGHT_DX, r"None|forward"),
    torch_gives(
        "from torch: a numpy array", "x.numpy()", RIGHT_DX, "Likely: .*returns a NumPy array"
    ),
    torch_gives("from torch: no gradient", RIGHT_OUT, "None", "backward|gradient"),
    torch_gives(
        "from torch: a numpy gradient", RIGHT_OUT, f"({RIGHT_DX}).numpy()", "numpy.ndarray"
    ),
    torch_gives("from torch: sparse", f"({RIGHT_OUT}).to_sparse()", RIGHT_DX, "[Ss]parse"),
    torch_gives("from torch: complex", f"{RIGHT_OUT} + 0j", RIGHT_DX, "[Cc]omplex"),
    torch_gives(
        "from torch: requires grad", RIGHT_OUT, f"({RIGHT_DX}).requires_grad_()", FULL_MARKS
    ),
    torch_gives(
        "from torch: a Parameter", f"torch.nn.Parameter({RIGHT_OUT})", RIGHT_DX, FULL_MARKS
    ),
    torch_gives(
        "from torch: not contiguous",
        f"({RIGHT_OUT}).mT.contiguous().mT" if 0 else RIGHT_OUT,
        f"({RIGHT_DX}).repeat_interleave(2, -1)[..., ::2]",
        FULL_MARKS,
    ),
]

# ---- functions that do not come back, or not in peace -------------------------------------------


def does(id: str, body: str, says: str) -> Row:
    """relu_backward does this, line by line, and then returns the right answer."""
    lines = [*body.splitlines(), "return dout * (cache > 0)"]
    text = "\n    ".join(
        ["import ctypes, os, sys, threading, time\ndef relu_backward(dout, cache):", *lines]
    )
    return Row(id, added(text), says, () if says == FULL_MARKS else RELU_BACKWARD)


ENDED = "your code ended the whole process with exit code"
TOO_LONG = "no answer within 2 s|more CPU time than a case may"
OWN_ERROR = """class Strange({base}):
    def __str__(self): {text}
raise Strange('message')"""

DEEDS = [
    does("infinite loop", "while True: pass", "(no answer within 2 s|CPU time).*endless loop"),
    does("sleep", "time.sleep(60)", "no answer within 2 s"),
    does("recursion", "f = lambda: f()\nf()", r"RecursionError.*line \d+: f = lambda"),
    does(
        "recursion without a limit",
        "sys.setrecursionlimit(10**9)\nf = lambda: f()\nf()",
        "recursion|endless|memory",
    ),
    does(
        "recursion in C",
        "sys.setrecursionlimit(10**9)\nx = []\nfor _ in range(10**6): x = [x]\nrepr(x)",
        "SIGSEGV.*recursion",
    ),
    does("os._exit", "os._exit(0)", f"{ENDED} 0: remove calls such as os._exit"),
    does("segfault", "ctypes.string_at(0)", r"died \(SIGSEGV\): it accessed memory"),
    does("os.abort", "os.abort()", r"died \(SIGABRT\)"),
    does("kill", "os.kill(os.getpid(), 9)", r"died \(SIGKILL\)"),
    does("memory hog", "hog = b'x'\nwhile True: hog += hog", r"more memory than .*line \d+: while"),
    does(
        "arrays without end",
        "hog = []\nwhile True: hog.append(np.ones(1 << 24))",
        "memory|allocate",
    ),
    does("an array too large", "np.ones(10**12)", r"(memory|allocate).*line \d+: np\.ones"),
    does("100,000 lines printed", "for i in range(100_000): print(i)", FULL_MARKS),
    does("errors printed", "print('x' * 10**7, file=sys.stderr)", FULL_MARKS),
    does("streams closed", "sys.stdout.close(); sys.stderr = None", FULL_MARKS),
    does("input", "input()", r"input\(\).*keyboard.*line \d+: input\(\)"),
    does("threads", "threading.Thread(target=time.sleep, args=(60,)).start()", FULL_MARKS),
    does("a process", "if os.fork() == 0: os.setsid(); time.sleep(60); os._exit(0)", FULL_MARKS),
    does("another folder", "os.chdir('/')\n1 / 0", r"ZeroDivisionError.*activations\.py, line \d+"),
    does("huge message", "raise ValueError('x' * 10**7)", r"ValueError: x{100,3000}\D*line \d+"),
    does(
        "control characters",
        r"raise ValueError('a\0\x1b[31mb\ud800')",
        r"ValueError: a.*\[31mb.*line \d+",
    ),
    does(
        "own exception",
        "raise type('TooSmall', (Exception,), {})('by 3')",
        r"TooSmall: by 3.*line \d+",
    ),
    does(
        "__str__ raises",
        OWN_ERROR.format(base="Exception", text="1 / 0"),
        r"Strange \(activations\.py, line \d+: raise Strange",
    ),
    does(
        "__str__ exits",
        OWN_ERROR.format(base="Exception", text="sys.exit()"),
        r"Strange \(activations\.py, line \d+: raise Strange",
    ),
    does(
        "__str__ is None",
        OWN_ERROR.format(base="Exception", text="return None"),
        r"Strange \(activations\.py, line \d+: raise Strange",
    ),
    does("BaseException", "raise BaseException('mine')", r"BaseException: mine.*line \d+"),
    does("KeyboardInterrupt", "raise KeyboardInterrupt", r"KeyboardInterrupt.*line \d+"),
    does("GeneratorExit", "raise GeneratorExit", r"GeneratorExit.*line \d+"),
    does("SystemExit", "raise SystemExit", r"ends the program.*line \d+: raise SystemExit"),
    does("sys.exit", "sys.exit(3)", r"ends the program.*line \d+: sys\.exit\(3\)"),
    does(
        "assert",
        "assert dout.shape == (), dout.shape",
        r"AssertionError: \(4, 4\).*line \d+: assert",
    ),
    does("a long line", f"x = [{'0, ' * 5000}][10**9]", r"IndexError: list index.*line \d+"),
]


# ---- the tests ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def right(course: Course) -> bytes:
    return (course.root / "reference" / "activations.py").read_bytes()


@pytest.mark.parametrize("row", [*FILES, *IMPORTS, *ANSWERS, *DEEDS], ids=lambda row: row.id)
def test_a_bad_hand_in_ends_in_a_report_that_helps(
    row: Row, right: bytes, tmp_path: Path, judge_of: Callable[[str], Judge]
) -> None:
    report = judge_of("activations").grade_path(row.make(tmp_path, right), TERMS)

    shown = "\n".join([report_text(report), *map(question_text, report.questions)])
    assert {q.name for q in report.questions if q.score < q.points} == set(row.loses), shown
    assert all(q.score == 0 for q in report.questions if q.name in row.loses), shown
    assert re.search(row.says, shown, re.MULTILINE), shown
    assert not re.search(TOLD_BY_THE_GRADER, shown), shown
    assert_is_valid(report)


def assert_is_valid(report: Report) -> None:
    """What Gradescope asks of results.json."""
    told = results(report)
    json.dumps(told, allow_nan=False).encode()
    assert all(math.isfinite(test["score"]) for test in told["tests"])
    assert sum(test["max_score"] for test in told["tests"]) == POINTS
    assert all(len(part["output"]) <= LONGEST_OUTPUT for part in [told, *told["tests"]])


def test_the_next_honest_hand_in_gets_full_marks_and_nothing_is_left_running(
    right: bytes, tmp_path: Path, judge_of: Callable[[str], Judge]
) -> None:
    judge = judge_of("activations")
    report = judge.grade_path(alone("activations.py")(tmp_path, right), TERMS)
    assert report.score == POINTS
    spare_worker = 1
    assert len(children(judge.service_pid)) == spare_worker


def children(pid: int) -> list[int]:
    """The processes whose parent is `pid`, or of a user as workers have, orphans included."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it ended meanwhile
            if parent == pid:
                found.append(int(entry.name))
    return found
