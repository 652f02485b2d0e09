"""A layer's computational graph as data: read, checked and executed, node by node.

The graph is a JSON list of nodes in the order in which they are computed. A node is an object:

    name        a name of its own, such as "squared"; the node named "out" is the layer's output
    operation   one of OPERATIONS
    inputs      what it is computed from: names of earlier nodes, of the leaves, or "N"
    gradients   for each different input, an expression: the gradient this node sends back to it

An expression may use `g` (the gradient that arrives at this node: dL/d(this node)), `N` (the batch
size), the names of the node's inputs, the node's own name (its value), numbers, + - * / and **,
sqrt(.) and sum(.), which adds over the batch. For the node y = 1 / a:

    {"name": "y", "operation": "reciprocal", "inputs": ["a"], "gradients": {"a": "-g * y ** 2"}}

Leaves that are arrays get a gradient: the sum of all that is sent to them. Numbers (`N`, or a leaf
such as eps) are constants and get none; neither does a node that is made of constants alone. What
is sent has the shape of what it is sent to; only "mean" and "sum" may send one row for all samples.

Every value has one of the shapes (N, D), (D,) and (). No combination of these broadcasts to
anything larger than (N, D), and nothing here is run by Python's own `eval`.
"""

import ast
import functools
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

MOST_CHARACTERS = 64 * 1024
MOST_NODES = 64
LONGEST_EXPRESSION = 500
DEEPEST_NESTING = 40
LARGEST_NUMBER = 1e6
LARGEST_EXPONENT = 4.0

OUTPUT = "out"
UPSTREAM = "g"
BATCH_SIZE = "N"
KEYS = ("name", "operation", "inputs", "gradients")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}")
EXPRESSION = re.compile(r"[A-Za-z0-9_ .+\-*/()]*")


class GraphError(ValueError):
    """The graph breaks the form above; the message says where, and what was expected."""


@dataclass(frozen=True)
class Operation:
    """One operation of the vocabulary: how many inputs it takes, and what it computes."""

    arity: int
    compute: Callable[..., Any]
    over_batch: bool = False


OPERATIONS: Mapping[str, Operation] = {
    "mean": Operation(1, lambda a: np.mean(a, axis=0), over_batch=True),
    "sum": Operation(1, lambda a: np.sum(a, axis=0), over_batch=True),
    "add": Operation(2, np.add),
    "subtract": Operation(2, np.subtract),
    "multiply": Operation(2, np.multiply),
    "divide": Operation(2, np.divide),
    "negate": Operation(1, np.negative),
    "square": Operation(1, np.square),
    "sqrt": Operation(1, np.sqrt),
    "reciprocal": Operation(1, lambda a: np.divide(1.0, a)),
}

ARITHMETIC: Mapping[type[ast.operator], Callable[[Array, Array], Any]] = {
    ast.Add: np.add,
    ast.Sub: np.subtract,
    ast.Mult: np.multiply,
    ast.Div: np.divide,
}


@dataclass(frozen=True)
class Node:
    """One node of the graph; its gradients are parsed, but not yet evaluated."""

    name: str
    operation: Operation
    inputs: tuple[str, ...]
    gradients: Mapping[str, ast.expr]


def run_graph(
    text: str, leaves: Mapping[str, npt.NDArray[Any] | float], dout: npt.NDArray[Any]
) -> dict[str, Array]:
    """Execute the graph in `text` forward from `leaves`, and backward from `dout` of shape (N, D).

    `leaves` holds arrays of shape (N, D) or (D,), and numbers. Returns "out", and for every leaf
    that is an array its gradient, under the name "d" + leaf. Raises GraphError for a graph that
    breaks the form, and ValueError for leaves that do.
    """
    upstream = np.asarray(dout, np.float64)
    values = {name: np.asarray(value, np.float64) for name, value in leaves.items()}
    for name, value in values.items():
        if value.shape not in {upstream.shape, upstream.shape[1:], ()}:
            raise ValueError(f"leaf {name} of shape {value.shape} does not fit {upstream.shape}")
    learned = [name for name, value in values.items() if value.ndim > 0]
    values[BATCH_SIZE] = np.asarray(float(len(upstream)))
    nodes = read_graph(text, frozenset(values), frozenset(values) - frozenset(learned))
    with np.errstate(all="ignore"):
        for node in nodes:
            values[node.name] = _forward(node, values)
        _require(
            values[OUTPUT].shape == upstream.shape,
            f"node {OUTPUT!r} has the shape {_shape(values[OUTPUT])}, not that of x, (N, D)",
        )
        received = _backward(nodes, values, upstream)
    for name in learned:
        _require(name in received, f"no gradient reaches {name!r}: it is an input of no node")
    return {OUTPUT: values[OUTPUT], **{f"d{name}": received[name] for name in learned}}


@functools.lru_cache(maxsize=4)
def read_graph(text: str, leaves: frozenset[str], constants: frozenset[str]) -> tuple[Node, ...]:
    """The nodes of the graph, everything about them checked but what depends on values."""
    _require(
        len(text) <= MOST_CHARACTERS,
        f"the graph has {len(text)} characters; at most {MOST_CHARACTERS} are read",
    )
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GraphError(f"the graph cannot be read as JSON: {_quoted(str(error))}") from None
    _require(
        isinstance(items, list) and 1 <= len(items) <= MOST_NODES,
        f"a graph is a list of 1 to {MOST_NODES} nodes, not {_kind(items)}",
    )
    nodes: list[Node] = []
    known, constant = set(leaves), set(constants)
    for place, item in enumerate(items, start=1):
        name = _read_name(item, place, known)
        operation, inputs = _read_inputs(item, name, known)
        gradients = _read_gradients(item, name, inputs, constant)
        nodes.append(Node(name, operation, inputs, gradients))
        known.add(name)
        if constant.issuperset(inputs):
            constant.add(name)
    _require(OUTPUT in known, f"no node is named {OUTPUT!r}: so name the output of the layer")
    return tuple(nodes)


def _read_name(item: Any, place: int, known: set[str]) -> str:
    """The node's name, once the node has the right keys."""
    _require(
        isinstance(item, dict) and set(item) == set(KEYS),
        f"node {place} is {_kind(item)}; a node is a dict with the keys {_listed(KEYS)}",
    )
    name = item["name"]
    _require(
        isinstance(name, str) and NAME.fullmatch(name) is not None,
        f"node {place} has the name {_quoted(name)}; a name has at most 40 letters (a to z),"
        f" digits and underscores, and does not begin with a digit",
    )
    _require(
        name not in known and name != UPSTREAM,
        f"node {place} has the name {_quoted(name)}, which is taken; choose another",
    )
    return str(name)


def _read_inputs(item: Any, name: str, known: set[str]) -> tuple[Operation, tuple[str, ...]]:
    operation, inputs = item["operation"], item["inputs"]
    if not isinstance(operation, str) or operation not in OPERATIONS:
        known_ones = _listed(OPERATIONS)
        raise GraphError(
            f"node {name!r}: {_quoted(operation)} is not an operation; there are {known_ones}"
        )
    arity = OPERATIONS[operation].arity
    _require(
        isinstance(inputs, list) and len(inputs) == arity,
        f"node {name!r}: the inputs of {operation!r} are a list of {arity}, not {_kind(inputs)}",
    )
    for source in inputs:
        if not isinstance(source, str) or source not in known:
            raise GraphError(
                f"node {name!r}: the input {_quoted(source)} is neither a leaf nor an earlier node;"
                f" known here: {_listed(sorted(known))}"
            )
    return OPERATIONS[operation], tuple(inputs)


def _read_gradients(
    item: Any, name: str, inputs: tuple[str, ...], constants: set[str]
) -> dict[str, ast.expr]:
    gradients = item["gradients"]
    wanted = [source for source in dict.fromkeys(inputs) if source not in constants]
    _require(
        isinstance(gradients, dict) and set(gradients) == set(wanted),
        f"node {name!r}: 'gradients' is {_kind(gradients)}; it has one expression for each of"
        f" {_listed(wanted) or 'no input'} (constants such as eps and {BATCH_SIZE} take none)",
    )
    return {
        source: _parse(gradients[source], f"node {name!r}, gradient for {source!r}")
        for source in wanted
    }


def _parse(expression: Any, where: str) -> ast.expr:
    """The syntax tree of an expression; what it may contain is checked when it is evaluated."""
    _require(
        isinstance(expression, str) and len(expression) <= LONGEST_EXPRESSION,
        f"{where}: an expression is a string of at most {LONGEST_EXPRESSION} characters",
    )
    _require(
        EXPRESSION.fullmatch(expression) is not None,
        f"{where}: {_quoted(expression)} has a character other than letters (a to z), digits,"
        f" spaces and . + - * / ( )",
    )
    try:
        tree: ast.Expression = ast.parse(expression.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise GraphError(
            f"{where}: {_quoted(expression)} is not a complete expression, such as 'g / N'"
        ) from None
    return tree.body


def _forward(node: Node, values: Mapping[str, Array]) -> Array:
    inputs = [values[source] for source in node.inputs]
    _require(
        inputs[0].ndim == 2 or not node.operation.over_batch,
        f"node {node.name!r} goes over the batch, but its input {node.inputs[0]!r} has the shape"
        f" {_shape(inputs[0])}",
    )
    value = np.asarray(node.operation.compute(*inputs), np.float64)
    _require(
        bool(np.isfinite(value).all()),
        f"node {node.name!r} is not finite: it divides by zero, overflows, or takes the root of"
        f" a negative number",
    )
    return value


def _backward(nodes: Sequence[Node], values: Mapping[str, Array], dout: Array) -> dict[str, Array]:
    """For every node and leaf, the sum of the gradients that are sent to it."""
    received: dict[str, Array] = {OUTPUT: dout}
    for node in reversed(nodes):
        upstream = received.get(node.name, np.zeros_like(values[node.name]))
        names = {name: values[name] for name in (*node.inputs, node.name, BATCH_SIZE)}
        names[UPSTREAM] = upstream
        for source, expression in node.gradients.items():
            try:
                sent = evaluate(expression, names)
                _require_shape(sent, source, values[source], node)
                _require(bool(np.isfinite(sent).all()), "it is not finite")
            except GraphError as error:
                where = f"node {node.name!r}, gradient for {source!r}"
                raise GraphError(f"{where}: {error}") from None
            received[source] = received.get(source, np.zeros_like(values[source])) + sent
    return received


def _require_shape(sent: Array, source: str, value: Array, node: Node) -> None:
    if sent.shape == value.shape or (node.operation.over_batch and sent.ndim == 1):
        return
    advice = "a gradient has the shape of what it belongs to"
    if sent.ndim > value.ndim:
        advice = f"{source!r} was broadcast over the batch, so its gradient is a sum(.) over it"
    raise GraphError(
        f"it has the shape {_shape(sent)}, but {source!r} has {_shape(value)}: {advice}"
    )


def evaluate(expression: ast.expr, names: Mapping[str, Array], depth: int = 0) -> Array:
    """The value of an expression; all but the few forms below are a GraphError."""
    _require(depth <= DEEPEST_NESTING, f"it nests deeper than {DEEPEST_NESTING} levels")

    def part(inner: ast.expr) -> Array:
        return evaluate(inner, names, depth + 1)

    value: Any
    match expression:
        case ast.Name(id=name):
            if name not in names:  # its message takes longer than all of the evaluation
                raise GraphError(f"{_quoted(name)} is not one of {_listed(sorted(names))}")
            value = names[name]
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            _require(number <= LARGEST_NUMBER, f"a number is larger than {LARGEST_NUMBER:g}")
            value = float(number)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            value = -part(operand)
        case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
            value = np.power(part(base), _exponent(exponent, depth + 1))
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in ARITHMETIC:
            value = ARITHMETIC[type(sign)](part(left), part(right))
        case ast.Call(func=ast.Name(id="sqrt"), args=[argument], keywords=[]):
            value = np.sqrt(part(argument))
        case ast.Call(func=ast.Name(id="sum"), args=[argument], keywords=[]):
            terms = part(argument)
            _require(terms.ndim == 2, f"sum(.) adds over the batch, not over {_shape(terms)}")
            value = terms.sum(axis=0)
        case _:
            raise GraphError(
                f"what stands at character {expression.col_offset + 1} is not allowed; use names,"
                f" numbers, + - * /, ** with a number, sqrt(.) and sum(.)"
            )
    return np.asarray(value, np.float64)


def _exponent(expression: ast.expr, depth: int) -> float:
    """The value of an exponent, which is made of numbers only: its size is known beforehand."""
    try:
        value = float(evaluate(expression, {}, depth))
    except GraphError:
        value = np.inf
    _require(
        abs(value) <= LARGEST_EXPONENT,
        f"an exponent is a number from -{LARGEST_EXPONENT:g} to {LARGEST_EXPONENT:g}",
    )
    return value


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise GraphError(message)


def _shape(value: Array) -> str:
    return ("()", "(D,)", "(N, D)")[value.ndim]


def _kind(value: Any) -> str:
    """What a piece of JSON is, for a message."""
    if isinstance(value, dict):
        return f"a dict with the keys {_listed(value)}" if value else "an empty dict"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return "a string" if isinstance(value, str) else "a number, true, false or null"


def _quoted(value: Any) -> str:
    """A student's text for a message: printable, on one line, and short."""
    text = ascii(value) if isinstance(value, str) else _kind(value)
    return text if len(text) <= 60 else f"{text[:56]}...'"


def _listed(names: Iterable[str]) -> str:
    """The first dozen of these names, for a message."""
    texts = [_quoted(name) for name in names]
    return ", ".join(texts[:12]) + (", ..." if len(texts) > 12 else "")
