"""Every bad hand-in ends in a valid report that says what to do; the other questions keep theirs.

One row a hand-in for `activations`: how it is made, what the student must read, and which questions
lose their points. A row that loses nothing is odd but right.
"""

import json
import math
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.checking.examination import Pace
from autograder.judge.grading import Judge, Terms
from autograder.report.explain import question_text, report_text
from autograder.report.gradescope import results
from autograder.report.report import Report
from autograder.spec.course import Course

ASSIGNMENT = "activations"
POINTS = 90
TERMS = Terms(pace=Pace(case=2, load=3))
LONGEST_OUTPUT = 100_000  # characters; Gradescope cuts there
ROOT = re.escape(str(Path(__file__).parents[1]))
OF_THE_GRADER = rf"Traceback|{ROOT}|/tmp/|/proc/|site-packages|autograder[/.-]|worker-\d"
"""What a student has no use for: where the grader itself lies, and how it failed."""

FULL_MARKS = f"^{POINTS} of {POINTS} points"
EVERYTHING = "everything"

Make = Callable[[Path, bytes], Path]
"""Makes a hand-in in an empty folder from the right source, and returns its path."""

Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Row:
    """A hand-in; `says` is searched for in each line that the student reads.

    loses  the one question that loses its points, all of them; EVERYTHING, or nothing: ""
    """

    id: str
    make: Make
    says: str
    loses: str = ""


# ---- what is handed in --------------------------------------------------------------------------


def opens(id: str, make: Make, says: str = FULL_MARKS) -> Row:
    return Row(id, make, says)


def refused(id: str, make: Make, says: str) -> Row:
    return Row(id, make, says, EVERYTHING)


def unchanged(right: bytes) -> bytes:
    return right


def file(name: str, change: Change = unchanged) -> Make:
    """The path of a single file that holds the right source, changed."""

    def make(folder: Path, right: bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change(right))
        return path

    return make


def folder_of(*names: str) -> Make:
    """A folder with the right source under each of these names."""

    def make(folder: Path, right: bytes) -> Path:
        for name in names:
            file(name)(folder, right)
        return folder

    return make


def folder_after(act: Callable[[Path], object], *names: str) -> Make:
    """A folder with the right source under these names, and something else that is done to it."""

    def make(folder: Path, right: bytes) -> Path:
        act(folder)
        return folder_of(*names)(folder, right)

    return make


def path_after(act: Callable[[Path], object], name: str = "") -> Make:
    """What is at a path, or isn't, after something is done to it."""

    def make(folder: Path, right: bytes) -> Path:
        act(folder / name)
        return folder / name

    return make


def nothing(path: Path) -> None:
    """Leave the path as it is."""


def zip_with(
    entries: Callable[[bytes], Mapping[str | zipfile.ZipInfo, bytes]], damage: Change = unchanged
) -> Make:
    """A zip with what `entries` makes of the right source, then damaged."""

    def make(folder: Path, right: bytes) -> Path:
        path = folder / "mine.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries(right).items():
                archive.writestr(name, content)
        path.write_bytes(damage(path.read_bytes()))
        return path

    return make


def zip_of(*names: str, damage: Change = unchanged) -> Make:
    """A zip with the right source under each of these names."""
    return zip_with(lambda right: dict.fromkeys(names, right), damage)


def zip_holding(content: bytes, count: int = 1) -> Make:
    """A zip with activations.py, and more, of this content."""
    names = ["activations.py", *(f"{number}.py" for number in range(1, count))]
    return zip_with(lambda right: dict.fromkeys(names, content))


def zip_of_a_link() -> Make:
    entry = zipfile.ZipInfo("activations.py")
    entry.create_system, entry.external_attr = 3, 0o120777 << 16  # Unix; a link
    return zip_with(lambda right: {entry: b"/etc/passwd"})


def encrypted(archive: bytes) -> bytes:
    """The zip with the flag for encryption set at each entry, and in the list of entries."""
    data = bytearray(archive)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for entry in re.finditer(re.escape(signature), archive):
            data[entry.start() + flags] |= 1
    return bytes(data)


def scratched(archive: bytes) -> bytes:
    """The zip with packed bytes turned over, and its list of entries whole."""
    return archive[:60] + bytes(byte ^ 0xFF for byte in archive[60:900]) + archive[900:]


def notebook(*cells: str) -> Change:
    """The right source as a notebook's first code cell, and more of them."""

    def written(right: bytes) -> bytes:
        sources = [cell.splitlines(keepends=True) for cell in (right.decode(), *cells)]
        code = [{"cell_type": "code", "source": source} for source in sources]
        text = {"cell_type": "markdown", "source": "# not (Python"}
        return json.dumps({"nbformat": 4, "cells": [text, *code]}).encode()

    return written


def notebook_of_form_3(right: bytes) -> bytes:
    cells = [{"cell_type": "code", "input": right.decode()}]
    return json.dumps({"nbformat": 3, "worksheets": [{"cells": cells}]}).encode()


def our_notebook(right: bytes) -> bytes:
    """The notebook with the checks, as students get it."""
    course = Path(__file__).parents[1]
    return (course / "student_template/activations/activations.ipynb").read_bytes()


NO_FILE = r"no file activations\.py in it"
NO_NOTEBOOK = r"hw\.ipynb is not a notebook that can be read"
MAGICS = "%matplotlib inline\n!pip install numpy\nif True:\n    %time x = 1\nnp.sum?\n?np.sum"
OPERATORS = "remainder = (7\n    % 3)\nunequal = (7\n    != 3)"

FILES = [
    refused("empty folder", path_after(nothing), f"{NO_FILE}, nor any other"),
    refused("no folder", path_after(nothing, "mine"), "mine does not exist"),
    refused("no zip", path_after(nothing, "mine.zip"), r"mine\.zip does not exist"),
    refused("empty file", file("activations.py", lambda right: b""), r"activations\.py is empty"),
    refused("blanks", file("a/activations.py", lambda right: b"\xef\xbb\xbf \r\n"), "is empty"),
    opens("misnamed", folder_of("relu.py"), r"no activations\.py: relu\.py was taken for it"),
    opens("capitals", folder_of("Activations.PY"), r"Activations\.PY was taken for it"),
    refused("misnamed twice", folder_of("b.py", "a.py"), rf"{NO_FILE}: it holds a\.py, b\.py"),
    refused(
        "two of them",
        folder_of("a/activations.py", "b/activations.py"),
        r"several activations\.py: a/activations\.py, b/activations\.py",
    ),
    opens("subfolder", folder_of("week 3/mine/activations.py")),
    opens("beside __MACOSX", zip_of("m/activations.py", "__MACOSX/m/._activations.py")),
    opens("path with spaces", file("my hand in (1) ü/activations.py")),
    refused("another kind", file("notes.txt"), r"notes\.txt is neither a \.py, an \.ipynb"),
    refused("pipe", path_after(os.mkfifo, "activations.py"), "is a link or no file"),
    refused("pipe in a folder", folder_after(lambda f: os.mkfifo(f / "a.py")), "or no file"),
    refused("pipe named zip", path_after(os.mkfifo, "a.zip"), "is a link or no file"),
    refused("folder of that name", folder_after(lambda f: (f / "activations.py").mkdir()), NO_FILE),
    refused("folder handed in", path_after(Path.mkdir, "activations.py"), NO_FILE),
    refused("folder in a zip", zip_with(lambda right: {"activations.py/": b""}), NO_FILE),
    refused(
        "link",
        folder_after(lambda f: (f / "activations.py").symlink_to("/etc/passwd")),
        "activations.py is a link: hand in the file itself",
    ),
    refused(
        "link beside it",
        folder_after(lambda f: (f / "notes").symlink_to("/etc/passwd"), "activations.py"),
        "notes is a link: hand in the file itself",
    ),
    opens(
        "name that is no text",
        folder_after(lambda f: Path(os.fsdecode(bytes(f / "\udcff.py"))).touch(), "activations.py"),
    ),
    refused("deep folders", folder_of("d/" * 300 + "activations.py"), "folders.*hand in fewer"),
    opens("BOM", file("activations.py", lambda right: b"\xef\xbb\xbf" + right)),
    opens("CRLF", file("activations.py", lambda right: right.replace(b"\n", b"\r\n"))),
    refused(
        "latin-1",
        file("activations.py", lambda right: right + "unit = 'Füße'".encode("latin-1")),
        r"save the file as UTF-8 \(activations\.py, line \d+: unit",
    ),
    opens(
        "latin-1 that says so",
        file("activations.py", lambda r: b"# coding: latin-1\n" + r + "s = 'ß'".encode("latin-1")),
    ),
    refused(
        "UTF-16",
        file("activations.py", lambda right: right.decode().encode("utf-16")),
        "save the file as UTF-8$",
    ),
    refused("NUL bytes", file("activations.py", lambda right: right + b"\0"), "null bytes"),
    opens("notebook", file("hw.ipynb", notebook(MAGICS, "%%bash\nrm -rf x", OPERATORS))),
    opens("notebook of form 3", file("hw.ipynb", notebook_of_form_3), r"hw\.ipynb was taken"),
    opens("notebook with half a letter", file("hw.ipynb", notebook("face = '\ud83d'"))),
    refused(
        "half a notebook", file("hw.ipynb", lambda right: notebook()(right)[:-500]), NO_NOTEBOOK
    ),
    refused("our own notebook", file("activations.ipynb", our_notebook), "hand in the .py file"),
    refused("other JSON", file("hw.ipynb", lambda right: b'{"a": 1}'), f"{NO_NOTEBOOK}.*no cells"),
    refused("deep JSON", file("hw.ipynb", lambda right: b"[" * 100_000), NO_NOTEBOOK),
    refused("no code", file("hw.ipynb", lambda right: b'{"cells": []}'), r"hw\.ipynb is empty"),
    opens("zip", zip_of("activations.py")),
    opens("zip of old Windows", zip_of("mine\\activations.py", "mine\\")),
    refused("zip with ..", zip_of("../activations.py"), "'../activations.py' would leave"),
    refused("zip with ..\\", zip_of("activations.py", "..\\a.py"), "would leave the folder"),
    refused("zip with /", zip_of("/etc/activations.py"), "'/etc/activations.py' would leave"),
    refused("zip with a link", zip_of_a_link(), "'activations.py' is a link"),
    refused("zip of 10,000 files", zip_holding(b"", count=10_000), "more than 1,000 files"),
    refused("zip of 1000:1", zip_holding(b" " * 10**7), "unpacks to 10,000,000 bytes from"),
    refused("zip of 40 MB", zip_holding(os.urandom(1 << 14) * 256, count=10), "larger than 20 MB"),
    refused("encrypted zip", zip_of("activations.py", damage=encrypted), "without a password"),
    refused("damaged zip", zip_of("activations.py", damage=scratched), r"mine\.zip is damaged"),
    refused("half a zip", zip_of("activations.py", damage=lambda z: z[:-30]), "is damaged"),
    refused("no zip at all", file("a.zip"), r"a\.zip is damaged, or no zip"),
    refused("zip in a zip", zip_of("mine.zip"), rf"{NO_FILE}: it holds mine\.zip"),
    refused("zip of deep folders", zip_of("d/" * 300 + "activations.py"), "folders.*hand in fewer"),
    refused("zip of long names", zip_of("activations.py", "a" * 300 + ".py"), "name.*too long"),
    refused(
        "file as a folder",
        zip_of("activations.py", "activations.py/a.py"),
        "be a file and a",
    ),
]

# ---- sources that can't be imported -------------------------------------------------------------


def added(text: str) -> Make:
    """The right source with more text at its end."""
    return file("activations.py", lambda right: right + f"\n\n{text}\n".encode())


def at_import(id: str, text: str, says: str) -> Row:
    return Row(f"{id} at import", added(text), says, EVERYTHING)


IMPORTS = [
    at_import("syntax error", "def broken(:", r"read as Python.*line \d+: def broken\(:"),
    at_import("indentation", "if True:\nx = 1", r"expected an indented block.*line \d+: x = 1"),
    at_import("merge conflict", "<<<<<<< HEAD", r"line \d+: <<<<<<< HEAD"),
    at_import("deep source", "x = " + "(" * 500 + ")" * 500, "too many nested parentheses"),
    at_import("deeper source", "x = " + "-" * 100_000 + "1", r"activations\.py fails while it is"),
    at_import("exception", "1 / 0", r"imported: ZeroDivisionError: .*line \d+: 1 / 0"),
    at_import("no such library", "import matplotlab", r"'matplotlab'.*line \d+: import"),
    at_import(
        "no such name", "from numpy import relu", r"name 'relu' from 'numpy' \(act.*line \d+"
    ),
    at_import("no such file", "open('data.csv')", r"No such file.*'data\.csv'.*line \d+: open"),
    at_import(
        "none beside it", "open(__file__ + '.csv')", r"'activations\.py\.csv'.*line \d+: open"
    ),
    at_import("sys.exit", "import sys; sys.exit()", r"ends the program.*imported.*line \d+"),
    at_import("os._exit", "import os; os._exit(0)", "imported: your code ended the whole process"),
    at_import("KeyboardInterrupt", "raise KeyboardInterrupt", r"KeyboardInterrupt.*line \d+"),
    at_import("endless loop", "while True: pass", "still running 3 s after .* keep training"),
    at_import("input", "input('name? ')", r"input\(\) waits for the keyboard.*line \d+: input"),
]

# ---- functions that are not there, or return something else -------------------------------------


def damaged(id: str, text: str, says: str, question: str) -> Row:
    """The right source with one question's function overridden."""
    return Row(id, added(text), says, "" if says == FULL_MARKS else question)


def lacking(id: str, text: str, says: str) -> Row:
    return damaged(id, text, says, "relu_backward")


def gives(id: str, dx: str, says: str) -> Row:
    """relu_backward returns this expression, where `right` is the right answer."""
    body = f"right = dout * (cache > 0); return {dx}"
    return damaged(id, f"def relu_backward(dout, cache): {body}", says, "relu_backward")


def is_no_array(id: str, dx: str) -> Row:
    """relu_backward returns this expression: the student reads what it is, and what is expected."""
    wanted = r"expected a numpy array of shape \(4, 4\) and dtype float64"
    return gives(id, dx, f"dx is {re.escape(id)}, {wanted}")


def from_torch(id: str, says: str, *, out: str = "right", dx: str = "right") -> Row:
    """ReLU.forward and ReLU.backward return these expressions."""
    text = f"""
class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        right = x.clamp(min=0)
        return {out}

    @staticmethod
    def backward(ctx, grad_output):
        right = grad_output * (ctx.saved_tensors[0] > 0)
        return {dx}
"""
    return damaged(f"torch: {id}", text, says, "relu_function")


WRONG_DTYPE = "expected float64: keep the dtype of the inputs"
OWN_KIND = "right.view(type('Mine', (np.ndarray,), {}))"

ANSWERS = [
    lacking("missing", "del relu_backward", r"activations\.py has no relu_backward$"),
    lacking(
        "renamed",
        "relu_backwards = relu_backward; del relu_backward",
        r"has no relu_backward: did you mean to call relu_backwards that\?",
    ),
    lacking("no function", "relu_backward = 3", r"'int' object is not callable.*relu_backward\("),
    lacking(
        "other signature",
        "def relu_backward(dout): return dout",
        r"takes 1 positional argument but 2 were given.*solution\.relu_backward\(dout, cache\)",
    ),
    lacking(
        "not implemented",
        "def relu_backward(dout, cache): raise NotImplementedError",
        r"relu_backward is not implemented yet \(activations\.py, line \d+\)",
    ),
    is_no_array("None", "None"),
    is_no_array("a list", "right.tolist()"),
    is_no_array("a tuple", "(right, cache)"),
    is_no_array("a dict", "{'dx': right}"),
    is_no_array("a single number", "right.sum()"),
    is_no_array("of type complex", "1j"),
    is_no_array("of type int beyond 64 bits", "10**5000"),
    is_no_array("of type function", "lambda: right"),
    is_no_array("a string", "str(right) + '\\ud800'"),
    is_no_array("a very long string", "'ü' * 40_000"),
    is_no_array("of type numpy.matrix", "np.matrix(right)"),
    is_no_array("of type numpy.ma.MaskedArray", "np.ma.masked_array(right)"),
    is_no_array("of type activations.Mine", OWN_KIND),
    gives("a torch tensor", "torch.from_numpy(right)", "with NumPy alone, and torch is called"),
    gives("another shape", "right[..., None]", r"dx has shape \(4, 4, 1\), expected \(4, 4\)"),
    gives("zero-size", "right[:0]", r"dx has shape \(0, 4\), expected \(4, 4\)"),
    gives("1 GB", "np.zeros(1 << 27)", r"dx has shape \(134217728,\), expected \(4, 4\)"),
    gives("1 EB", "np.broadcast_to(right[:1, :1], (1 << 28, 1 << 29))", "more memory than a case"),
    gives("float16", "right.astype('float16')", f"dx has dtype float16, {WRONG_DTYPE}"),
    gives("integers", "right.astype(int)", f"dx has dtype int64, {WRONG_DTYPE}"),
    gives("complex numbers", "right + 0j", f"dx has dtype complex128, {WRONG_DTYPE}"),
    gives("objects", "right.astype(object)", f"dx has dtype object, {WRONG_DTYPE}"),
    gives("records", "right.astype('f8,f8')", f"dx has dtype void128, {WRONG_DTYPE}"),
    gives("NaN", "right * np.nan", r"dx is NaN at \[0, 0\] \(16 of 16 values are wrong\)"),
    gives("inf", "right + np.inf", r"dx is infinite at \[0, 0\] \(16 of 16 values are wrong\)"),
    gives("not contiguous", "np.repeat(right, 2, -1)[..., ::2]", FULL_MARKS),
    gives("read-only", "np.broadcast_to(right, right.shape)", FULL_MARKS),
    gives("another byte order", "right.astype(right.dtype.newbyteorder())", FULL_MARKS),
    from_torch("None", "'NoneType' and 'Tensor'", out="None"),
    from_torch("a numpy array", "return a torch tensor", out="right.numpy()"),
    from_torch("no gradient", "backward returns no gradient", dx="None"),
    from_torch("a numpy gradient", "return a torch tensor", dx="right.numpy()"),
    from_torch("sparse", "sparse", out="right.to_sparse()"),
    from_torch("complex", "complex128", out="right + 0j"),
    from_torch("requires grad", FULL_MARKS, dx="right.requires_grad_()"),
    from_torch("a parameter", FULL_MARKS, out="torch.nn.Parameter(right)"),
    from_torch("not contiguous", FULL_MARKS, dx="right.repeat_interleave(2, -1)[..., ::2]"),
]

# ---- functions that do not come back, or not in peace -------------------------------------------


def does(id: str, body: str, says: str) -> Row:
    """relu_backward does this and then, if it still can, returns the right answer."""
    lines = ["def relu_backward(dout, cache):", *body.splitlines(), "return dout * (cache > 0)"]
    text = "import ctypes, os, sys, threading, time\n" + "\n    ".join(lines)
    return damaged(id, text, says, "relu_backward")


def raises_strange(id: str, act: str, base: str = "Exception") -> Row:
    """relu_backward raises an exception of its own kind, whose text can't be had."""
    body = f"class Strange({base}):\n    def __str__(self): {act}\nraise Strange"
    return does(f"__str__ {id}", body, r": Strange \(activations\.py, line \d+: raise Strange\)")


NO_LIMIT = "sys.setrecursionlimit(10**9)\n"

DEEDS = [
    does("infinite loop", "while True: pass", "(no answer within 2 s|CPU time).*endless loop"),
    does("sleep", "time.sleep(60)", "no answer within 2 s"),
    does("recursion", "f = lambda: f()\nf()", r"RecursionError.*line \d+: f = lambda"),
    does("recursion without a limit", f"{NO_LIMIT}f = lambda: f()\nf()", "endless|more memory"),
    does(
        "recursion in C",
        f"{NO_LIMIT}class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
        "SIGSEGV.*endless recursion",
    ),
    does("os._exit", "os._exit(0)", r"ended the whole process with exit code 0: remove.*os\._exit"),
    does("segfault", "ctypes.string_at(0)", r"died \(SIGSEGV\): it accessed memory that is not"),
    does("os.abort", "os.abort()", r"died \(SIGABRT\)"),
    does("kill", "os.kill(os.getpid(), 9)", r"died \(SIGKILL\)"),
    does(
        "memory hog",
        "x = []\nwhile True: x.append(bytes(1 << 28))",
        r"more memory.*line \d+: while",
    ),
    does("an array too large", "np.ones(10**12)", r"more memory than .*line \d+: np\.ones"),
    does("100,000 lines printed", "for i in range(100_000): print(i)", FULL_MARKS),
    does("errors printed", "print('x' * 10**7, file=sys.stderr)", FULL_MARKS),
    does("output closed", "sys.stdout.close(); sys.stderr = None", FULL_MARKS),
    does("input", "input()", r"input\(\) waits for the keyboard.*line \d+: input\(\)"),
    does("threads", "threading.Thread(target=time.sleep, args=(60,)).start()", FULL_MARKS),
    does("another folder", "os.chdir('/')\n1 / 0", r"ZeroDivisionError.*line \d+"),
    does("huge message", "raise ValueError('x' * 10**7)", r"ValueError: x{99,}.*line \d+: raise"),
    does("odd message", r"raise ValueError('a\0\x1b[1mb\ud800')", r"ValueError: a.*mb.*line \d+"),
    does("own exception", "class TooBig(Exception): pass\nraise TooBig(3)", r"TooBig: 3.*line \d+"),
    raises_strange("raises", "1 / 0"),
    raises_strange("exits", "raise SystemExit"),
    raises_strange("gives None", "return None", base="BaseException"),
    does("BaseException", "raise BaseException('mine')", r"BaseException: mine.*line \d+: raise"),
    does("KeyboardInterrupt", "raise KeyboardInterrupt", r"KeyboardInterrupt.*line \d+: raise"),
    does("GeneratorExit", "raise GeneratorExit", r"GeneratorExit.*line \d+: raise"),
    does("SystemExit", "raise SystemExit", r"ends the program.*line \d+: raise SystemExit"),
    does("sys.exit", "sys.exit(3)", r"ends the program.*line \d+: sys\.exit\(3\)"),
    does("assert", "assert dout.shape == (), dout.shape", r"AssertionError: \(4, 4\).*line \d+"),
    does("a long line", f"[{'0, ' * 5000}][10**9]", r"IndexError: list index.*line \d+"),
]


# ---- what holds for each of them ----------------------------------------------------------------


@pytest.fixture(scope="module")
def right(course: Course) -> bytes:
    return (course.root / "reference" / f"{ASSIGNMENT}.py").read_bytes()


@pytest.mark.parametrize("row", [*FILES, *IMPORTS, *ANSWERS, *DEEDS], ids=lambda row: row.id)
def test_a_bad_hand_in_ends_in_a_report_that_helps(
    row: Row, right: bytes, tmp_path: Path, judge_of: Callable[[str], Judge]
) -> None:
    report = judge_of(ASSIGNMENT).grade_path(row.make(tmp_path, right), TERMS)

    shown = "\n".join([report_text(report), *map(question_text, report.questions)])
    scores = {question.name: question.score for question in report.questions}
    assert scores == expected_scores(row, report), shown
    assert re.search(row.says, shown, re.MULTILINE), shown
    assert not re.search(OF_THE_GRADER, shown), shown
    assert_valid_for_gradescope(report)


def test_the_next_honest_hand_in_gets_full_marks_and_nothing_is_left_running(
    right: bytes, tmp_path: Path, judge_of: Callable[[str], Judge]
) -> None:
    judge = judge_of(ASSIGNMENT)
    for bad in (
        does("a thread", "threading.Thread(target=time.sleep, args=(60,)).start()", ""),
        does("a process", "if os.fork() == 0: os.setsid(); time.sleep(60)", ""),
    ):
        judge.grade_path(bad.make(tmp_path, right), TERMS)
    report = judge.grade_path(file("activations.py")(tmp_path, right), TERMS)
    assert report.score == POINTS
    [spare] = children(judge.service_pid)
    assert children(spare) == []


def expected_scores(row: Row, report: Report) -> dict[str, float]:
    """Each question's points, but for those that the row loses."""
    return {
        question.name: 0.0 if row.loses in (EVERYTHING, question.name) else question.points
        for question in report.questions
    }


def assert_valid_for_gradescope(report: Report) -> None:
    told = results(report)
    json.dumps(told, allow_nan=False).encode()
    assert all(math.isfinite(test["score"]) for test in told["tests"])
    assert sum(test["max_score"] for test in told["tests"]) == POINTS
    assert all(len(entry["output"]) <= LONGEST_OUTPUT for entry in (told, *told["tests"]))


def children(pid: int) -> list[int]:
    """The processes whose parent is `pid`."""
    processes = [entry for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [int(process.name) for process in processes if parent_of(process) == pid]


def parent_of(process: Path) -> int | None:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None  # it ended meanwhile
