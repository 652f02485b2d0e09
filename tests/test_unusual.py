"""Honest code that is merely unusual keeps full marks; what is refused on purpose is told so.

One row a hand-in: the reference's source, changed as a student might who works in another way than
most. It is graded the whole way, in confined workers.
"""

import importlib.util
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from autograder.checking.examination import Pace
from autograder.judge.grading import Judge, Terms
from autograder.report.explain import question_text, report_text
from autograder.report.report import Report

TERMS = Terms(seed=2026, pace=Pace(case=60, question=300))
"""Time for torch.compile to find out that it can't, on a busy machine."""

Files = Callable[[bytes], Mapping[str, bytes]]
"""What is handed in, made of the right source: the content of each file."""


@dataclass(frozen=True)
class Row:
    """A hand-in; where the library that it `needs` is missing, it is skipped."""

    id: str
    files: Files
    assignment: str = "activations"
    needs: str = ""


# ---- what is handed in --------------------------------------------------------------------------


def begins(id: str, text: str, of: str = "activations") -> Row:
    """The right source behind this text."""
    return Row(id, lambda right: {f"{of}.py": text.encode() + b"\n\n" + right}, of)


def ends(id: str, text: str, of: str = "activations") -> Row:
    """The right source and this text, which may define functions anew."""
    return Row(id, lambda right: {f"{of}.py": right + b"\n\n" + text.encode()}, of)


def changed(id: str, change: Callable[[bytes], bytes]) -> Row:
    """The right source, changed."""
    return Row(id, lambda right: {"activations.py": change(right)})


def in_a_folder(id: str, text: str, files: Mapping[str, str]) -> Row:
    """The right source and this text, beside other files."""
    others = {name: content.encode() for name, content in files.items()}
    return Row(id, lambda right: {"activations.py": right + text.encode(), **others})


def notebook(id: str, *cells: str, last: str = "") -> Row:
    """Cells before the right source, and one behind it."""

    def files(right: bytes) -> Mapping[str, bytes]:
        texts = [*cells, right.decode(), last]
        code = [{"cell_type": "code", "source": text.splitlines(keepends=True)} for text in texts]
        return {"hw.ipynb": json.dumps({"nbformat": 4, "cells": code}).encode()}

    return Row(id, files)


def does(id: str, body: str, needs: str = "") -> Row:
    """relu_backward does this, and then returns the right answer."""
    lines = ["def relu_backward(dout, cache):", *body.splitlines(), "return dout * (cache > 0)"]
    return replace(ends(id, "\n    ".join(lines)), needs=needs)


def from_torch(
    id: str, out: str = "x.clamp(min=0)", dx: str = "grad_output * (x > 0)", before: str = ""
) -> Row:
    """ReLU.forward and ReLU.backward return these expressions."""
    text = f"""
{before}
class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return {out}

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return {dx}
"""
    return ends(id, text)


def graph(id: str, nodes: str, before: str) -> Row:
    """batchnorm_graph returns this expression, where `nodes` is the right graph."""
    text = f"""
{before}
right_graph = batchnorm_graph

def batchnorm_graph():
    nodes = right_graph()
    return {nodes}
"""
    return ends(id, text, "batchnorm")


# ---- threads ------------------------------------------------------------------------------------

THREADS = [
    does(
        "two threads share the work",
        """import threading
dx = np.empty_like(dout)
def fill(start): dx[..., start::2] = dout[..., start::2] * (cache[..., start::2] > 0)
threads = [threading.Thread(target=fill, args=(start,)) for start in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
return dx""",
    ),
    ends(
        "a pool of threads",
        """
from concurrent.futures import ThreadPoolExecutor
POOL = ThreadPoolExecutor(4)

def leaky_relu_forward(x, negative_slope):
    rows = POOL.map(lambda row: np.where(row > 0, row, negative_slope * row), x)
    return np.array(list(rows), x.dtype).reshape(x.shape), (x, negative_slope)
""",
    ),
    begins(
        "threads of torch's, and threads that sleep on",
        "import threading, time, torch\ntorch.set_num_threads(4)\n"
        "threading.Timer(60, print).start()\n"
        "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
    ),
    ends(
        "asyncio",
        """
import asyncio

async def masked(dout, x):
    await asyncio.sleep(0)
    return dout * await asyncio.to_thread(np.greater, x, 0)

async def gathered(dout, x):
    return await asyncio.gather(masked(dout, x))

def relu_backward(dout, cache):
    return asyncio.run(gathered(dout, cache))[0]
""",
    ),
]

# ---- libraries, and what the machine tells ------------------------------------------------------

MACHINE = [
    does(
        "imports in a function",
        "import concurrent.futures, ctypes, decimal, fractions, http.client, json, math, pdb\n"
        "import multiprocessing, random, sqlite3, ssl, statistics, unittest, urllib.request\n"
        "from multiprocessing.dummy import Process\nfrom torch.utils import data",
    ),
    does("scipy", "import scipy.special\nscipy.special.expm1(cache)", needs="scipy"),
    does(
        "a plot",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('relu.png')\nplt.show()",
        needs="matplotlib",
    ),
    ends(
        "libraries and processes, or else none",
        """
import multiprocessing, os, subprocess
try:
    from numba_of_nobody import njit
except ImportError:
    njit = lambda function: function
try:
    VERSION = subprocess.check_output(["git", "rev-parse", "HEAD"])
except Exception:
    VERSION = None

@njit
def relu_backward(dout, cache):
    os.system("nvidia-smi")
    try:
        with multiprocessing.Pool(2) as pool:
            return pool.starmap(np.multiply, [(dout, cache > 0)])[0]
    except OSError:
        return dout * (cache > 0)
""",
    ),
    from_torch(
        "a DataLoader without workers",
        "torch.cat([x.new_zeros(0), *parts(x)]).reshape(x.shape)",
        before="""
def parts(x):
    from torch.utils.data import DataLoader, TensorDataset
    data = TensorDataset(x.detach().reshape(-1))
    return [part.clamp(min=0) for (part,) in DataLoader(data, batch_size=64, num_workers=0)]
""",
    ),
    does(
        "questions to the machine",
        "import getpass, locale, os, platform, shutil, socket, time, uuid, zoneinfo\n"
        "print(getpass.getuser(), os.environ['USER'], os.environ['HOME'], os.getenv('NO_SUCH'))\n"
        "print(os.getcwd(), os.listdir(), os.path.exists('data'), os.cpu_count(), os.getpid())\n"
        "print(platform.platform(), platform.processor(), socket.gethostname(), uuid.uuid1())\n"
        "print(shutil.get_terminal_size(), time.strftime('%c'), zoneinfo.ZoneInfo('UTC'))\n"
        "locale.setlocale(locale.LC_ALL, '')",
    ),
    does(
        "a nap, within a limit of its own",
        "import signal, time\nbefore = signal.signal(signal.SIGALRM, lambda *_: print('late'))\n"
        "signal.alarm(60)\ntime.sleep(0.01)\nsignal.alarm(0)\n"
        "signal.signal(signal.SIGALRM, before)",
    ),
    ends(
        "a look at itself",
        "import faulthandler, gc, inspect, pathlib, sys, tracemalloc\n"
        "faulthandler.enable()\ngc.disable()\ngc.collect()\ntracemalloc.start()\n"
        "sys.setrecursionlimit(10**5)\n"
        "inspect.signature(elu_forward)\ninspect.getsource(ELU)\n"
        "assert 'def relu_forward' in open(__file__).read()\n"
        "assert pathlib.Path(__file__).resolve().parent == pathlib.Path.cwd()",
    ),
]

# ---- what is printed, and what is written to files ----------------------------------------------

OUTPUT = [
    does(
        "prints",
        "import sys\nprint('Größe ✓ 漢字 \\U0001f600', flush=True)\nprint(np.zeros((9, 99, 99)))\n"
        "for i in range(1000): print(f'\\r{i / 10:.1f} %', end='')\n"
        "sys.stderr.write('careful\\n')\nsys.stdout.buffer.write(b'\\xff')\nsys.stdout.flush()",
    ),
    begins(
        "warnings, logs, and output that goes elsewhere",
        "import contextlib, io, logging, sys, warnings\nwarnings.warn('careful')\n"
        "logging.basicConfig(filename='log.txt', level=logging.DEBUG)\n"
        "logging.getLogger(__name__).info('begun')\n"
        "sys.stdout.reconfigure(encoding='utf-8')\n"
        "with contextlib.redirect_stdout(io.StringIO()): print('kept')\n"
        "sys.stdout = open('out.txt', 'w')\nprint('ü')",
    ),
    ends(
        "caches in files, in memory maps and in pickles",
        """
import copy, dataclasses, pickle, tempfile

def relu_forward(x):
    folder = tempfile.TemporaryDirectory()
    np.save(f"{folder.name}/x.npy", x)
    with tempfile.NamedTemporaryFile() as file, tempfile.TemporaryFile() as other:
        np.savez_compressed(file, x=x)
        other.write(b"x")
    return np.maximum(x, 0), folder

def relu_backward(dout, cache):
    return dout * (np.load(f"{cache.name}/x.npy") > 0)

def leaky_relu_forward(x, negative_slope):
    kept = np.memmap("x.dat", x.dtype, "w+", shape=x.shape) if x.size else x.copy()
    kept[...] = x
    return np.where(x > 0, x, negative_slope * x), (kept, negative_slope)

def leaky_relu_backward(dout, cache):
    return np.array(np.where(cache[0] > 0, dout, cache[1] * dout))

@dataclasses.dataclass
class Kept:
    x: np.ndarray
    alpha: float

def elu_forward(x, alpha):
    out = np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))
    return out, pickle.dumps(copy.deepcopy(Kept(x, alpha)))

def elu_backward(dout, cache):
    kept = pickle.loads(cache)
    return dout * np.where(kept.x > 0, 1, kept.alpha * np.exp(np.minimum(kept.x, 0)))
""",
    ),
    from_torch(
        "tensors that are saved and loaded",
        "loaded(x).clamp(min=0)",
        before="""
import io

def loaded(x):
    torch.save(x.detach(), io.BytesIO())
    torch.save({"x": x.detach()}, "x.pt")
    return torch.load("x.pt")["x"]
""",
    ),
    does(
        "folders and archives",
        "import gzip, os, pathlib, shutil, sqlite3, zipfile\n"
        "os.makedirs(os.path.expanduser('~/.cache/mine'), exist_ok=True)\n"
        "pathlib.Path('plots').mkdir(exist_ok=True)\npathlib.Path('plots/a.txt').write_text('ü')\n"
        "shutil.copy('plots/a.txt', 'b.txt')\nshutil.rmtree('plots')\n"
        "with gzip.open('a.gz', 'wb') as file: file.write(b'x')\n"
        "with zipfile.ZipFile('a.zip', 'w') as archive: archive.writestr('a', 'b')\n"
        "sqlite3.connect('a.db').execute('create table if not exists t (x)')",
    ),
]

# ---- settings, and what runs while the file is imported -----------------------------------------

SEEDED = """
import os, random, numpy, torch
os.environ["OMP_NUM_THREADS"] = "4"
os.environ["KMP_DUPLICATE_LIB_OK"] = "TRUE"
random.seed(1)
numpy.random.seed(1)
torch.manual_seed(1)
torch.cuda.manual_seed_all(1)
torch.backends.cudnn.deterministic = True
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
"""
STRICT = """
import numpy, torch, warnings
warnings.simplefilter("error")
numpy.seterr(all="raise", under="ignore")
numpy.set_printoptions(precision=2)
torch.set_printoptions(precision=2)
torch.set_default_dtype(torch.float64)
torch.set_default_device("cpu")
"""

SETTINGS = [
    begins("seeds", SEEDED),
    begins("seeds for what is random", SEEDED + STRICT, "dropout"),
    begins("strict about warnings and dtypes", STRICT),
    begins("strict about a module's, too", STRICT, "batchnorm"),
    does("seeds in a function", "import random\nrandom.seed(0)\nnp.random.default_rng().normal()"),
    ends(
        "tests of itself, and a demonstration that is not run",
        """
def test_relu():
    x = torch.tensor([-1.0, 2.0], requires_grad=True)
    ReLU.apply(x).sum().backward()
    assert torch.equal(x.grad, torch.tensor([0.0, 1.0])), x.grad
    assert relu_forward(np.ones(3))[0].sum() == 3

test_relu()
if __name__ == "__main__":
    while True: input("again? ")
""",
    ),
    ends(
        "a loop that waits for a tensor",
        "a = torch.ones(3)\nwhile not torch.allclose(a, torch.zeros(3)): a = a * 0",
    ),
]

# ---- forms of functions -------------------------------------------------------------------------

FUNCTIONS = [
    ends(
        "functions that are none",
        """
import functools

class Backward:
    calls = 0

    def __call__(self, dout, cache):
        self.calls += 1
        return dout * (cache > 0)

relu_forward, relu_backward = lambda x: (np.maximum(x, 0), x), Backward()
leaky_relu_forward = functools.partial(leaky_relu_forward)
""",
    ),
    ends(
        "methods",
        """
class Layer:
    def forward(self, x): return np.maximum(x, 0), x

    @staticmethod
    def backward(dout, cache): return dout * (cache > 0)

relu_forward, relu_backward = Layer().forward, Layer.backward

@staticmethod
def elu_backward(dout, cache): return dout * np.where(cache[0] > 0, 1, right(*cache))

def right(x, alpha): return alpha * np.exp(np.minimum(x, 0))
""",
    ),
    ends(
        "decorated functions",
        """
import functools, time

def timed(function):
    @functools.wraps(function)
    def call(*arguments, **keywords):
        started = time.perf_counter()
        try:
            return function(*arguments, **keywords)
        finally:
            print(function.__name__, time.perf_counter() - started)
    return call

for name in ("relu_forward", "relu_backward", "elu_backward", "dead_fraction"):
    globals()[name] = timed(globals()[name])

@functools.lru_cache(maxsize=None)
def bent(value): return np.expm1(value)

def elu_forward(x, alpha):
    out = [value if value > 0 else alpha * bent(value) for value in x.ravel()]
    return np.array(out, x.dtype).reshape(x.shape), (x, alpha)
""",
    ),
    ends(
        "further parameters",
        "def relu_forward(x, /, inplace=False, *more): return np.maximum(x, 0), x\n"
        "def relu_backward(dout, cache, *, check=True, **more): return dout * (cache > 0)",
    ),
    ends(
        "a generator, and a cache that is one",
        "def relu_forward(x):\n    yield np.maximum(x, 0)\n    yield (value for value in [x])\n"
        "def relu_backward(dout, cache): return dout * (next(cache) > 0)",
    ),
    ends(
        "named tuples, closures and a global dict",
        """
import typing

class Passed(typing.NamedTuple):
    out: Array
    cache: typing.Any

KEPT = {}

def relu_forward(x): return Passed(np.maximum(x, 0), lambda: x)
def relu_backward(dout, cache): return dout * (cache() > 0)

def leaky_relu_forward(x, negative_slope):
    KEPT[len(KEPT)] = x, negative_slope
    return [np.where(x > 0, x, negative_slope * x), len(KEPT) - 1]

def leaky_relu_backward(dout, cache):
    x, negative_slope = KEPT[cache]
    return np.where(x > 0, dout, negative_slope * dout)
""",
    ),
    ends(
        "formulas that are texts",
        "FORMULA = 'dout * (cache > 0)'\ndef relu_backward(dout, cache): return eval(FORMULA)\n"
        "exec('def relu_forward(x): return np.maximum(x, 0), x')",
    ),
    ends(
        "functions that a module makes when asked",
        """
MADE = {"relu_backward": relu_backward}
del relu_backward, Any

def __getattr__(name):
    if name not in MADE:
        raise AttributeError(name)
    return MADE[name]

__all__ = ["relu_forward"]
""",
    ),
    ends(
        "odd hints, foreign letters, a match and a walrus",
        """
def größer(ξ: "no type", *, Δ: 3 = 0) -> print("hint"): return ξ > Δ

def relu_backward(dout, cache):
    match cache:
        case np.ndarray() as x if (count := x.size) >= 0:
            return dout * größer(x)
""",
    ),
    from_torch(
        "scripts of torch's",
        "clamped(x)",
        before="@torch.jit.script\ndef clamped(x: torch.Tensor) -> torch.Tensor:\n"
        "    return x.clamp(min=0)\n",
    ),
    from_torch(
        "vmap and einsum",
        "torch.vmap(lambda row: row.clamp(min=0))(x[None])[0]",
        "torch.einsum('...,...->...', grad_output, (x > 0).to(x))",
    ),
    from_torch(
        "contexts of torch's",
        "clamped(x)",
        before="""
def clamped(x):
    with torch.no_grad(), torch.autocast("cpu", enabled=False), torch.profiler.record_function("a"):
        with torch.inference_mode():
            return x.clamp(min=0).clone()
""",
        dx="torch.where(x > 0, grad_output, torch.zeros_like(x)).contiguous()",
    ),
    ends(
        "a metaclass and a factory of classes",
        """
class Named(type(torch.autograd.Function)):
    def __new__(kind, name, bases, body):
        return super().__new__(kind, name, bases, {**body, "label": name.lower()})

def function_of(clamp, slope):
    class Function(torch.autograd.Function, metaclass=Named):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return clamp(x)

        @staticmethod
        @torch.autograd.function.once_differentiable
        def backward(ctx, grad_output):
            return grad_output * slope(*ctx.saved_tensors)

    return Function

ReLU = function_of(lambda x: x.clamp(min=0), lambda x: x > 0)
""",
    ),
    ends(
        "a module that keeps a diary",
        """
import typing

class BatchNorm1d(BatchNorm1d):
    __constants__ = ["eps"]
    calls: typing.ClassVar[int] = 0

    def __init__(self, num_features, eps=1e-5, momentum=0.1, *, name="mine", **more):
        super().__init__(num_features, eps, momentum)
        self.register_forward_hook(lambda module, inputs, out: print(out.shape))
        self.diary = []

    def __call__(self, *inputs):
        type(self).calls += 1
        return super().__call__(*inputs)

    def forward(self, x):
        self.diary.append(x.detach().mean().item())
        return super().forward(x)

    def extra_repr(self): return "kept"

print(BatchNorm1d(3))
""",
        "batchnorm",
    ),
]

# ---- forms of answers ---------------------------------------------------------------------------

ANSWERS = [
    ends(
        "arrays laid out in many ways",
        """
import itertools
WAYS = itertools.cycle([
    np.asfortranarray,
    lambda right: np.ascontiguousarray(right[..., ::-1])[..., ::-1],
    lambda right: np.broadcast_to(right, (2, *right.shape))[1],
    lambda right: np.longdouble(right).astype(right.dtype),
])

def relu_backward(dout, cache):
    return next(WAYS)(np.multiply(dout, cache > 0, out=dout))
""",
    ),
    ends(
        "an input that is write-protected",
        "def relu_forward(x):\n    x.setflags(write=False)\n    return np.maximum(x, 0), x",
    ),
    ends(
        "numbers of many types",
        """
import decimal, fractions, itertools

class Share(float): pass

KINDS = itertools.cycle(
    [np.array, np.float32, np.longdouble, fractions.Fraction, decimal.Decimal, Share]
)
right = dead_fraction

def dead_fraction(activations):
    share = right(activations)
    return int(share) if share in (0, 1) else next(KINDS)(share)
""",
    ),
    ends(
        "gradients in one array, settings in a copy",
        """
right = batchnorm_forward

def batchnorm_forward(x, gamma, beta, bn_param):
    copied = {"eps": 1e-5, **bn_param}
    out, cache = right(np.asfortranarray(x), gamma, beta, copied)
    bn_param.update(copied, note=object())
    return out, cache

def batchnorm_backward(dout, cache):
    return np.array([*batchnorm_backward_alt(dout, cache), None], dtype=object)[:3]
""",
        "batchnorm",
    ),
    from_torch(
        "a parameter, and a view",
        "torch.nn.Parameter(x.clamp(min=0))",
        "(grad_output * (x > 0)).reshape(-1, 1).expand(-1, 2)[:, 1].reshape(x.shape)",
    ),
    graph(
        "a graph of ordered dicts, and operations of an Enum",
        "tuple(dict(node, operation=Known(node['operation'])) for node in map(OrderedDict, nodes))",
        before="""
import enum
from collections import OrderedDict

class Known(str, enum.Enum):
    MEAN, SUM, ADD, SUBTRACT, MULTIPLY = "mean", "sum", "add", "subtract", "multiply"
    DIVIDE, NEGATE, SQUARE, SQRT = "divide", "negate", "square", "sqrt"
""",
    ),
]

# ---- forms of files -----------------------------------------------------------------------------

COMMENT = "# copied from a slide:\v a line\u2028and another\f\n"
BACKWARD = "def relu_backward(dout, cache): return dout * (cache > ZERO)"

FILES = [
    begins("postponed annotations", "from __future__ import annotations"),
    changed("carriage returns", lambda right: right.replace(b"\n", b"\r")),
    changed(
        "tabs, CRLF, a BOM and a coding",
        lambda right: (
            b"\xef\xbb\xbf# -*- coding: utf-8 -*-\r\n"
            + right.replace(b"    ", b"\t").replace(b"\n", b"\r\n")
        ),
    ),
    ends(
        "a very long file",
        f"# {'x' * 1_000_000}\n" + "".join(f"def f{n}(x): return x + {n}\n" for n in range(2_000)),
    ),
    begins("everything imported", "from numpy import *\nfrom math import *"),
    Row(
        "everything in another file",
        lambda right: {"mine/activations.py": b"from solution import *", "mine/solution.py": right},
    ),
    in_a_folder(
        "a package beside it",
        "from parts import *",
        {
            "parts/__init__.py": "from .layers import relu_backward",
            "parts/layers.py": f"from .inner.numbers import ZERO\n{BACKWARD}",
            "parts/inner/numbers.py": "import shared\nZERO = shared.ZERO",
            "shared.py": "ZERO = 0",
        },
    ),
    in_a_folder(
        "a file that imports it back",
        "import examples\nexamples.check()",
        {
            "examples.py": "import numpy\nfrom activations import relu_forward\n"
            "def check(): assert relu_forward(numpy.ones(3))[0].sum() == 3",
        },
    ),
    in_a_folder(
        "a file named as one of Python's",
        f"from test import ZERO\n{BACKWARD}",
        {"test.py": "ZERO = 0"},
    ),
    in_a_folder(
        "a file found by its path",
        "import importlib.util, os, sys\nsys.path.append('src')\nimport zeros\n"
        "sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))\n"
        "found = importlib.util.spec_from_file_location('found', 'src/zeros.py')\n"
        "ZEROS = importlib.util.module_from_spec(found)\nfound.loader.exec_module(ZEROS)\n"
        f"ZERO = importlib.reload(zeros).ZERO\n{BACKWARD}",
        {"src/zeros.py": "ZERO = 0"},
    ),
    notebook("a notebook with slides' line ends", COMMENT),
    notebook(
        "a notebook with magics",
        "%load_ext autoreload\n%autoreload 2\n%matplotlib inline",
        "print('''\n%d samples\n''' % 3)",
        "!pip install numpy\n%%time",
        "%%time\nfiles = !ls\nprint(len(files))\nspent = %timeit -o 1 + 1",
        "get_ipython().run_line_magic('matplotlib', 'inline')",
        last="try:\n    import no_such_plots\nexcept ImportError:\n    pass\n"
        "display(relu_forward(np.ones(3))[0])\nrelu_forward?\n1 + 1;",
    ),
    notebook(
        "a notebook with postponed annotations",
        "%matplotlib inline\nimport math",
        "from __future__ import annotations\nimport dataclasses\n"
        "@dataclasses.dataclass\nclass Kept:\n    x: Unknown | None = None",
    ),
]

# ---- what is refused on purpose -----------------------------------------------------------------

REFUSED = [
    does("a program", "import subprocess\nsubprocess.run(['ls'])"),
    ends("a program at import", "import os\nos.popen('nvidia-smi')"),
    does("a fork", "import os\nos.fork()"),
    does("a pool", "import multiprocessing\nmultiprocessing.Pool(2)"),
    does("its pool of threads", "from multiprocessing.pool import ThreadPool\nThreadPool(2)"),
    from_torch(
        "workers of a DataLoader",
        "x.clamp(min=len(list(torch.utils.data.DataLoader(range(9), num_workers=2))))",
    ),
    ends("torch.compile", "torch.compile(torch.relu)(torch.ones(3))"),
    does("the network", "import urllib.request\nurllib.request.urlopen('https://example.org')"),
    does("a file in another folder", "open('/tmp/debug.txt', 'w')"),
]

SAYS_SO = "can't start a process (subprocess, multiprocessing, a DataLoader with workers, torch.com"


# ---- what holds for each of them ----------------------------------------------------------------

GradeRow = Callable[[Row], Report]


@pytest.fixture
def grade(judge_of: Callable[[str], Judge], tmp_path: Path) -> GradeRow:
    """Grades what a row hands in."""

    def graded(row: Row) -> Report:
        if row.needs and importlib.util.find_spec(row.needs) is None:
            pytest.skip(f"there is no {row.needs}")
        judge = judge_of(row.assignment)
        for name, content in row.files(judge.reference.source.encode()).items():
            path = tmp_path / "mine" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return judge.grade_path(tmp_path / "mine", TERMS)

    return graded


def shown(report: Report) -> str:
    return "\n".join([report_text(report), *map(question_text, report.questions)])


HONEST = [*THREADS, *MACHINE, *OUTPUT, *SETTINGS, *FUNCTIONS, *ANSWERS, *FILES]


@pytest.mark.parametrize("row", HONEST, ids=lambda row: row.id)
def test_honest_code_that_is_merely_unusual_gets_full_marks(row: Row, grade: GradeRow) -> None:
    report = grade(row)
    assert report.score == report.points, shown(report)
    assert report.problem == ""


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: row.id)
def test_what_is_refused_on_purpose_is_told_so(row: Row, grade: GradeRow) -> None:
    report = grade(row)
    assert report.score < report.points
    told = [verdict.message for question in report.questions for verdict in question.verdicts]
    assert all(SAYS_SO in message for message in told if message), shown(report)


def test_the_rows_are_what_is_graded(grade: GradeRow) -> None:
    for row in (does("wrong", "return dout"), from_torch("wrong", dx="0 * x")):
        report = grade(row)
        assert report.score < report.points, row
