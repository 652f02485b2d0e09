"""A submission's remarkable lines are found, and nothing that honest homework says is one."""

import pytest

from autograder.checking.scan import LARGEST, MOST, flags_in
from autograder.judge.reference import accepted_examples, reference_source, wrong_examples
from autograder.spec.assignment import read_assignment
from autograder.spec.course import Course

FORBIDDEN = {"layer": ("batch_norm",), "function": ("autograd",), "forward": ("torch",)}

REMARKABLE = {
    "import ctypes": "uses ctypes",
    "from multiprocessing import Pool": "uses multiprocessing",
    "    import gc as collector": "uses gc",
    "x = __import__('socket')": "runs what __import__ is given",
    "from importlib import import_module; import_module('ctypes')": "uses ctypes",
    "frame = sys._getframe(1)": "reaches into the process",
    "frame = getattr(error.__traceback__, 'tb_frame')": "reaches into the process",
    "sys.modules['json'] = mine": "reaches into the process",
    "os.kill(os.getppid(), 9)": "reaches into the process",
    "eval('1 + 1')": "runs what eval is given",
    "torch.ops.aten.native_batch_norm(x)": "reaches into the process",
    "out = F.batch_norm(x, None, None)": "names what layer",
    "class Mine(nn.BatchNorm1d): pass": "names what layer",
    "from torch.nn import BatchNorm1d as Base": "names what layer",
    "norm = getattr(F, 'batch_norm')": "names what layer",
    "import \uff43types": "uses ctypes",
    "dx, = torch.autograd.grad(y, x)": "names what function",
    "with torch.enable_grad(): y = f(x)": "names what function",
}

ORDINARY = [
    "import torch",
    "x = torch.relu(y)",
    "self.batch_norm = BatchNorm1d(3)",
    "class BatchNorm1d(nn.Module):",
    "class ReLU(torch.autograd.Function):",
    "model.eval()",
    "def eval(self): return self.train(False)",
    "pattern = re.compile('a')",
    "gc = 3; resource = socket = 0",
    "# import ctypes, and torch.nn.BatchNorm1d",
    "'''import ctypes\n'''; y = 'nn.BatchNorm1d is not used'",
    'text = "sys.modules are not looked at"',
]


@pytest.mark.parametrize(("line", "why"), REMARKABLE.items())
def test_a_remarkable_line_is_told_with_its_number(line: str, why: str) -> None:
    (flag,) = flags_in({"a.py": f"x = 1\n\n{line}\ny = 2\n".encode()}, FORBIDDEN)
    assert flag.startswith(f"a.py, line 3, {why}")


@pytest.mark.parametrize("line", ORDINARY)
def test_an_ordinary_line_is_not(line: str) -> None:
    assert flags_in({"a.py": line.encode()}, FORBIDDEN) == ()


def test_no_example_of_the_course_has_a_remarkable_line(course: Course) -> None:
    for name in course.names():
        assignment = read_assignment(course.folder(name))
        forbidden = {question.name: question.forbidden for question in assignment.questions}
        reference = reference_source(course.root, assignment.module)
        examples = [*accepted_examples(assignment, ""), *wrong_examples(assignment, "")]
        for text in [reference, *(example.own for example in examples)]:
            assert flags_in({f"{assignment.module}.py": text.encode()}, forbidden) == ()


HOSTILE = {
    "texts that are never closed": b'"""\\"' * LARGEST,
    "one that is never closed, with quotes in it": b'"' + b'\\"' * LARGEST,
    "the same with the other quotes": b"'" + b"\\'" * LARGEST,
    "one text after the other": b"'\\'' " * LARGEST,
    "a name that never ends": b"a." * LARGEST,
    "blanks": b"a " * LARGEST,
    "one line": b"gc;" * LARGEST,
    "no text at all": bytes(range(256)) * 4_096,
    "letters that become many": "\ufdfa".encode() * 100_000,
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_scanned_in_no_time(content: bytes) -> None:
    """A scan whose time grew with the square of the size would take hours here."""
    assert flags_in({"a.py": content}, FORBIDDEN) == ()


def test_only_the_first_lines_are_told_of() -> None:
    flags = flags_in({"a.py": b"import ctypes\n" * 1_000}, FORBIDDEN)
    assert len(flags) == MOST
    assert flags[-1].startswith(f"a.py, line {MOST},")
