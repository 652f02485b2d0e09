"""Whatever a worker answers, there is a verdict: right only if the answer is, and a line of text.

The answers are bytes on a wire, from right ones to noise. Every text in them holds a secret, as a
worker's would that wanted to tell its author a hidden input: no verdict on a hidden case shows it.
"""

import io
import json
import math
import struct
from collections.abc import Mapping
from typing import Any

import msgspec
import numpy as np
from hypothesis import event, example, given
from hypothesis import strategies as st

from autograder.checking.distribution import bernoulli, normal
from autograder.checking.examination import Examination
from autograder.checking.graph import OPERATIONS, GraphError, run_graph
from autograder.checking.judgement import Expected
from autograder.checking.messages import Sources, believable, of_failed_load, of_raised, presentable
from autograder.checking.submission import Submission
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Outcome, Trial
from autograder.worker.arrays import Output, filled, output_of
from autograder.worker.client import Worker
from autograder.worker.dtypes import STORAGE, round_to
from autograder.worker.wire import Line, Loaded, OutputHeader, Outputs, Raised, Reply
from tests.fuzzing import assert_one_line, damaged, examples, seldom

SECRET = "s3cr3t"

# ---- what is asked -----------------------------------------------------------------------------

X = np.array([[0.5, -1.25], [2.0, 3.0], [0.25, 8.0]])
DOUT = np.array([[1.0, 0.0], [0.5, -1.0], [2.0, 3.0]])
SQUARE = [{"name": "out", "operation": "square", "inputs": ["x"], "gradients": {"x": "2 * g * x"}}]
MASK = np.random.default_rng(1).random((8, 8)) < 0.5
WEIGHTS = np.random.default_rng(2).normal(size=(8, 8))

RIGHT: dict[str, dict[str, Any]] = {
    "arrays": {"y": X, "z": np.zeros((0, 2))},
    "whole": {"y": np.arange(6).reshape(2, 3), "hits": np.array([True, False])},
    "numbers": {"loss": 0.25, "count": 3, "right": True, "mean": np.array(1.5)},
    "text": {"names": "weight\nbias"},
    "graph": {"graph": json.dumps(SQUARE)},
    "mask": {"mask": MASK},
    "weights": {"w": WEIGHTS},
}
DISTRIBUTIONS = {
    "mask": {"mask": bernoulli(0.5, ("sample", "unit"))},
    "weights": {"w": normal(1.0, ("input", "unit"))},
}
EXERCISES = "\n".join(f"def {name}(solution, x): return solution.{name}(x)" for name in RIGHT)

FORMS = [("numpy", dtype) for dtype in ("float64", "float32")]
FORMS += [("torch", dtype) for dtype in ("float64", "float32", "float16", "bfloat16")]


def trial_of(
    question: str, library: str, dtype: str, *, public: bool, forbidden: tuple[str, ...] = ()
) -> Trial:
    inputs = {"x": np.abs(X), "dout": DOUT} if question == "graph" else {"x": X}
    return Trial(
        question,
        "case 1",
        public,
        "values",
        library,
        "cpu",
        dtype,
        check="graph" if question == "graph" else "equal",
        forbidden=forbidden,
        distributions=DISTRIBUTIONS.get(question, {}),
        inputs=inputs,
    )


TRIALS = st.builds(
    lambda question, form, public, forbidden: trial_of(
        question, *form, public=public, forbidden=forbidden
    ),
    st.sampled_from([*RIGHT, "text", "graph"]),
    st.sampled_from(FORMS),
    st.booleans(),
    st.sampled_from([(), ("torch",), ("batch_norm",), ("conv", "autograd")]),
)


def expect(trial: Trial) -> Expected:
    return {name: output_of(value) for name, value in RIGHT[trial.question].items()}


# ---- what is answered --------------------------------------------------------------------------


def honest(trial: Trial) -> tuple[dict[str, OutputHeader], list[bytes]]:
    """The right answer: each output's header, and the bytes of its values."""
    headers, values = {}, []
    for name, output in expect(trial).items():
        if output.kind == "text":
            headers[name] = OutputHeader("text", "", (), "", output.text, None)
            continue
        assert output.values is not None
        dtype = trial.dtype if output.values.dtype.kind == "f" else output.dtype
        kind, device = output.kind, "" if output.kind == "number" else "cpu"
        if kind == "array" and trial.library == "torch":
            kind = "tensor"
        if kind == "number":
            dtype = output.dtype
        data = round_to(output.values, dtype).tobytes()
        headers[name] = OutputHeader(kind, dtype, output.shape, device, "", len(data))
        values.append(data)
    return headers, values


NAMES = st.sampled_from(["y", "z", "loss", "names", "graph", SECRET])
KINDS = st.sampled_from(["array", "tensor", "number", "text", "list", "NoneType"]) | st.just(
    f"a.{SECRET}\n"
)
DTYPES = st.sampled_from([*STORAGE, "", "complex64", "object"]) | st.just(f"{SECRET}\x1b")
SIZES = st.sampled_from([0, 1, 2, 6, 8, 48, -1, -8, 2**31, 2**62, 2**63, 2**64 - 1])
HOSTILE = ((2**63, 0), (0, 2**64 - 1), (-1,), (-1, -2), (1,) * 300)
SHAPES = st.lists(SIZES, max_size=3).map(tuple) | st.sampled_from(HOSTILE)
DEVICES = st.sampled_from(["cpu", "cuda:0", "", "meta", SECRET])
NUMBERS = st.sampled_from(["N", "2", "0.5", "1e3", "1e400", "0", "-1", "1j", "07", "1_0", "9" * 99])
ODD_EXPRESSIONS = st.sampled_from(
    ["f(1)", "x.y", "", "(", "lambda", SECRET, "()", "-" * 400, "a b"]
)
SIGNS = st.sampled_from("+-*/")
EXPONENTS = st.sampled_from(["2", "-0.5", "9", "N", "(1 / 2)"])


@st.composite
def expressions(draw: st.DrawFn, names: tuple[str, ...], depth: int = 2) -> str:
    """An expression for a gradient, most often one that may be run."""
    if depth == 0 or draw(st.booleans()):
        leaf = st.sampled_from(names) | st.sampled_from(names) | NUMBERS
        return str(draw(seldom(leaf, ODD_EXPRESSIONS)))
    part = expressions(names, depth - 1)
    return draw(
        st.builds("({} {} {})".format, part, SIGNS, part)
        | st.builds("({}) ** {}".format, part, EXPONENTS)
        | part.flatmap(lambda a: st.sampled_from([f"sqrt({a})", f"-{a}", f"sum({a})"]))
    )


@st.composite
def graphs(draw: st.DrawFn) -> str:
    """A graph's text, in which most nodes are right and most gradients have the right shape."""
    axes, nodes = {"x": 2, "N": 0}, []
    for name in draw(st.sampled_from([("out",), ("a", "out"), ("a", "b", "out")])):
        first = draw(
            st.sampled_from([known for known in axes if name != "out" or axes[known] == 2])
        )
        reduced = draw(st.booleans()) and name != "out" and axes[first] == 2
        operation = draw(
            st.sampled_from([o for o in sorted(OPERATIONS) if OPERATIONS[o].over_batch == reduced])
        )
        others = draw(st.lists(st.sampled_from(sorted(axes)), min_size=1, max_size=1))
        inputs = [first, *others][: OPERATIONS[operation].arity]
        axes[name] = 1 if reduced else max(axes[source] for source in inputs)
        sent = {}
        for source in inputs:
            if axes[source]:
                factor = draw(seldom(st.just("g * "), st.just("")))
                expression = factor + draw(expressions(("g", name, *inputs)))
                sent[source] = f"sum({expression})" if axes[source] < axes[name] else expression
        node = {"name": name, "operation": operation, "inputs": inputs, "gradients": sent}
        if not draw(st.integers(0, 19)):
            node[draw(st.sampled_from([*node, SECRET]))] = draw(ODD_FIELDS)
        nodes.append(node)
    text = json.dumps(nodes)
    return draw(seldom(st.just(text), damaged(text.encode()).map(lambda b: b.decode("latin-1"))))


ODD_FIELDS = st.sampled_from(
    [None, SECRET, [], {}, 1.5, [[]], {SECRET: "g"}, "\n" * 99, True, [SECRET, "x"]]
)
TELLING = json.dumps([{**SQUARE[0], "gradients": {"x": SECRET}}])
GRAPHS = graphs() | st.sampled_from([TELLING, json.dumps([{SECRET: SECRET}]), "[" * 9_000, "[NaN]"])
WORDS = st.sampled_from(["weight\nbias", "bias\nweight", f"weight\n{SECRET}\x1b", SECRET * 99, ""])
HEADERS = st.builds(OutputHeader, KINDS, DTYPES, SHAPES, DEVICES, WORDS, st.none() | SIZES)
CONSISTENT = st.builds(
    lambda shape, dtype: {
        "shape": shape,
        "dtype": dtype,
        "size": max(-(2**63), min(2**64 - 1, math.prod(shape) * STORAGE[dtype].itemsize)),
    },
    SHAPES,
    st.sampled_from(sorted(STORAGE)),
)
"""Forms that fit their own size, as right ones do."""

CHANGES = CONSISTENT | st.one_of(
    st.fixed_dictionaries({name: values})
    for name, values in {
        "kind": KINDS,
        "dtype": DTYPES,
        "shape": SHAPES,
        "device": DEVICES,
        "text": WORDS,
        "size": st.none() | SIZES,
    }.items()
)
VALUES = st.sampled_from([np.nan, np.inf, -np.inf, 1e308, 0.0, 0.5 + 1e-7, 7.0])


@st.composite
def forged(draw: st.DrawFn, trial: Trial) -> tuple[Outputs, bytes]:
    """The right answer with one thing or another changed in it."""
    headers, values = honest(trial)
    name = draw(st.sampled_from(sorted(headers)))
    usual = ["header", "text" if headers[name].kind == "text" else "values"]
    match draw(st.sampled_from([*usual * 3, "text", "bytes", "without", "more", "order"])):
        case "header":
            for change in draw(st.lists(CHANGES, min_size=1, max_size=4)):
                headers[name] = msgspec.structs.replace(headers[name], **change)
        case "text":
            text = draw(GRAPHS if trial.check == "graph" else WORDS)
            headers[name] = msgspec.structs.replace(headers[name], text=text)
        case "values" if values:
            value = draw(VALUES)
            with np.errstate(all="ignore"):
                for place, header in enumerate(h for h in headers.values() if h.size is not None):
                    changed = np.full(header.shape, value)
                    values[place] = round_to(changed, header.dtype).tobytes()
        case "bytes":
            whole = draw(damaged(b"".join(values)))
            return Outputs(headers), whole
        case "without":
            del headers[name]
        case "more":
            headers[draw(NAMES)] = draw(HEADERS)
        case "order":
            headers = dict(reversed(headers.items()))
    return Outputs(headers), b"".join(values)


# ---- what is raised ----------------------------------------------------------------------------

ERRORS = st.sampled_from(
    [
        *("ValueError", "missing", "NotImplementedError", "SystemExit", "EOFError", "MemoryError"),
        *("SyntaxError", "Forbidden", "print", "", SECRET, f"{SECRET}\n", "__doc__", "\0"),
    ]
)
MESSAGES = st.sampled_from(
    [
        *("", SECRET, "arrays", "EOF when reading a line", f"{SECRET}\n\x1b[31m" * 99),
        f"'numpy.ndarray' and 'Tensor' {SECRET}",
        f"{SECRET} codec can't decode",
    ]
)
FILES = st.sampled_from(["mine.py", "exercises.py", "parts/a.py", f"{SECRET}.py", "/etc/passwd"])
PLACES = st.builds(
    Line,
    FILES,
    st.integers(-1, 12) | st.sampled_from([2**31, 2**63, 2**64 - 1]),
    st.just(SECRET),
    st.just(f"{SECRET}\n"),
)
RAISED = st.builds(Raised, ERRORS, MESSAGES, st.booleans(), st.lists(PLACES, max_size=9))
LINES = ("def f(x):\n", "    return x\n", "class A:\n", "\tdef g(self):\n", "async def h():\r\n")
BREAKS = ("\x0c\n", "\r", "\u2028\x85\x1c", "\n", " " * 300, "x" * 300 + "\n", "    def ", "'\0'")
SOURCES = st.lists(st.sampled_from(LINES + BREAKS), max_size=9).map("".join)


# ---- the worker that answers -------------------------------------------------------------------


class Scripted:
    """A connection that brings these bytes, whatever is sent on it, and then ends."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def settimeout(self, seconds: float | None) -> None: ...

    def sendall(self, data: bytes) -> None: ...

    def close(self) -> None: ...

    def recv(self, size: int) -> bytes:
        taken, self.data = self.data[:size], self.data[size:]
        return taken


class Service:
    """A service whose every worker says the same bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def worker(self, device: str) -> Worker:
        connection: Any = Scripted(self.data)
        service: Any = self
        return Worker(service, 7, connection, device)

    def end(self, pid: int) -> None: ...

    def settle(self) -> None: ...

    def status(self, pid: int) -> int:
        return 9


def frame(reply: Reply, payload: bytes = b"") -> bytes:
    header = msgspec.msgpack.encode(reply)
    return struct.pack("<IQ", len(header), len(payload)) + header + payload


LOADED = frame(Loaded(["array", "\x1b", "array\n"], {}))


def examined(trial: Trial, data: bytes, source: str = "") -> Any:
    """The verdict on one trial by workers that say this, checked for what all verdicts promise."""
    service: Any = Service(data)
    submission = Submission("mine", {"mine.py": source.encode(), "parts/a.py": b"def f(): pass"})
    examination = Examination(service, submission, EXERCISES, Tolerances(), expect)
    (verdict,) = examination.question([trial])
    examination.close()
    event(f"{verdict.outcome}")
    assert verdict.trial == trial
    if verdict.outcome is Outcome.PASSED:
        assert verdict.message == ""
    else:
        assert isinstance(verdict.outcome, Outcome)
        assert_one_line(verdict.message)
    return verdict


def is_right(trial: Trial, outputs: Mapping[str, OutputHeader], payload: bytes) -> bool:
    """Whether a reader who takes the answer at its word finds the right values in it."""
    if outputs.keys() != RIGHT[trial.question].keys():
        return False
    offset = 0
    for name, header in outputs.items():
        right = RIGHT[trial.question][name]
        if isinstance(right, str):
            return trial.question == "graph" or header.text == right
        values = np.frombuffer(payload[offset : offset + (header.size or 0)], STORAGE[header.dtype])
        offset += header.size or 0
        told = filled(Output(header.kind, header.dtype, header.shape), values).values
        assert told is not None
        loose = 0.1 if trial.dtype == "bfloat16" else 0.01
        if trial.distributions:
            return told.size == right.size and len(np.unique(told)) > 1
        if header.shape != np.shape(right) or not np.allclose(told, np.ravel(right), loose, loose):
            return False
    return True


# ---- verdicts ----------------------------------------------------------------------------------


@examples(20)
@given(TRIALS)
def test_the_right_answer_passes(trial: Trial) -> None:
    headers, values = honest(trial)
    verdict = examined(trial, LOADED + frame(Outputs(headers), b"".join(values)))
    assert verdict.outcome is Outcome.PASSED, verdict.message


@examples(80)
@given(TRIALS.flatmap(lambda trial: st.tuples(st.just(trial), forged(trial))))
def test_a_forged_answer_passes_only_if_it_is_right(forgery: tuple[Trial, Any]) -> None:
    trial, (reply, payload) = forgery
    verdict = examined(trial, LOADED + frame(reply, payload))
    if verdict.outcome is Outcome.PASSED:
        assert is_right(trial, reply.outputs, payload)
    assert trial.public or SECRET not in verdict.message


@examples(40)
@given(TRIALS, RAISED, SOURCES)
@example(
    trial_of("arrays", "numpy", "float64", public=True, forbidden=("conv", "autograd")),
    Raised("Forbidden", SECRET, False, []),
    "",
)
@example(
    trial_of("arrays", "numpy", "float64", public=False), Raised("Forbidden", SECRET, False, []), ""
)
def test_whatever_is_raised_there_is_a_line_about_it(
    trial: Trial, raised: Raised, source: str
) -> None:
    verdict = examined(trial, LOADED + frame(raised), source)
    assert verdict.outcome is Outcome.ERROR
    assert trial.public or SECRET not in verdict.message
    examined(trial, frame(raised), source)  # while it is loaded


@examples(40)
@given(TRIALS.flatmap(lambda trial: st.tuples(st.just(trial), forged(trial))), st.data())
def test_a_damaged_stream_ends_in_a_verdict(
    forgery: tuple[Trial, Any], data: st.DataObject
) -> None:
    trial, (reply, payload) = forgery
    verdict = examined(trial, LOADED + data.draw(damaged(frame(reply, payload))))
    assert trial.public or SECRET not in verdict.message
    examined(trial, data.draw(damaged(LOADED)))


# ---- messages and graphs by themselves ---------------------------------------------------------


@examples(40)
@given(RAISED, SOURCES, st.booleans())
@example(Raised("ValueError", "", True, [Line("mine.py", 3, "", "")]), "\x0c\na = 1\nb = 2\n", True)
def test_a_line_is_shown_as_python_counts_it(raised: Raised, source: str, public: bool) -> None:
    told = believable(raised, Sources({"mine.py": source}, EXERCISES))
    lines = {
        "mine.py": io.StringIO(source, newline=None).read().split("\n"),
        "exercises.py": EXERCISES.split("\n"),
    }
    for line in told.lines:
        of_file = [*lines[line.file], ""]
        assert line.text == of_file[line.number - 1].strip()[:200]
    assert_one_line(presentable(of_raised("mine", told, ["array"], public=public)))
    assert_one_line(presentable(of_failed_load("mine", told)))


@examples(40)
@given(graphs())
def test_a_graph_is_run_or_refused_in_a_line(text: str) -> None:
    try:
        results = run_graph(text, {"x": np.abs(X)}, DOUT)
    except GraphError as error:
        refusal = str(error)
    else:
        event("run")
        assert {name: value.shape for name, value in results.items()} == {
            "out": X.shape,
            "dx": X.shape,
        }
        return
    assert_one_line(refusal)
    assert refusal.isascii()
