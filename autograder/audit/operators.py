"""Mutation operators for what goes wrong in this field: cosmic-ray's are those of any program.

An operator takes a node of the tree, and yields the edits that make a mistake there.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from autograder.audit.source import Source, Span


class Edit(NamedTuple):
    """What stands in for a part of a text."""

    span: Span
    text: str


Operator = Callable[[Source, ast.AST], Iterator[Edit]]

KIN = (
    *("mean sum", "max min", "amax amin", "argmax argmin", "maximum minimum", "var std", "any all"),
    *("zeros ones", "zeros_like ones_like", "sqrt square", "rsqrt sqrt", "exp expm1", "log log1p"),
    *("cos sin", "tanh sigmoid", "relu tanh", "ReLU Tanh", "floor ceil", "softmax log_softmax"),
    *("MaxPool2d AvgPool2d", "AdaptiveAvgPool2d AdaptiveMaxPool2d", "stack cat", "train eval"),
    *("no_grad enable_grad", "normal uniform", "standard_normal random", "rand_like randn_like"),
    *("vstack hstack", "append extend", "normal_ uniform_", "cumsum cumprod", "svd eigh"),
)
"""Pairs of functions that are mistaken for each other."""

MODES = {"train": ("test", "eval"), "test": ("train",), "eval": ("train",)}
AXES = {"0": ("1", "-1"), "1": ("0", "-1"), "-1": ("0", "1", "-2"), "2": ("1", "-1")}
AXIS_WORDS = ("axis", "dim")
IN_PLACE = {ast.Add: "__iadd__", ast.Sub: "__isub__", ast.Mult: "__imul__", ast.Div: "__itruediv__"}
SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@"}
WRITES_TO_OUT = ("maximum", "minimum", "exp", "expm1", "tanh", "sqrt", "square", "multiply", "add")
HAS_IN_PLACE_TWIN = ("relu", "tanh", "sigmoid", "clamp", "exp", "sqrt", "mul", "add", "sub", "div")
ROOTS = ("sqrt", "rsqrt")
SPREADS = ("var", "std")
ARRAYS = ("Array", "Tensor")


def axis_changed(code: Source, node: ast.AST) -> Iterator[Edit]:
    """An axis or dim is another one, or one of several is left out."""
    if isinstance(node, ast.keyword) and node.arg in AXIS_WORDS:
        for other in AXES.get(code.of(node.value).strip("()"), ()):
            yield _replaced(code, node.value, other)
        if isinstance(node.value, ast.Tuple):
            for left_out in range(len(node.value.elts)):
                kept = [e for i, e in enumerate(node.value.elts) if i != left_out]
                yield _replaced(code, node.value, f"({', '.join(map(code.of, kept))},)")


def kin_called(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A function stands where its sister should: sum for mean, max for min, eval for train."""
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    for pair in KIN:
        one, other = pair.split()
        if name in (one, other):
            end = code.span(node).end
            yield Edit(Span(end - len(name), end), other if name == one else one)


def bound_swapped(code: Source, node: ast.AST) -> Iterator[Edit]:
    """clamp(min=0) for clamp(max=0)."""
    if isinstance(node, ast.keyword) and node.arg in ("min", "max"):
        start = code.span(node).start
        yield Edit(Span(start, start + 3), "max" if node.arg == "min" else "min")


def operand_dropped(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A term of a sum, a factor of a product or an exponent is forgotten."""
    if isinstance(node, ast.BinOp):
        yield _replaced(code, node, code.of(node.left))
        if isinstance(node.op, ast.Sub):
            yield _replaced(code, node, f"(-{code.of(node.right)})")
        elif isinstance(node.op, ast.Div):
            yield _replaced(code, node, f"(1 / {code.of(node.right)})")
        elif not isinstance(node.op, ast.Pow):
            yield _replaced(code, node, code.of(node.right))


def operands_swapped(code: Source, node: ast.AST) -> Iterator[Edit]:
    """Like a - b for b - a: the operands of -, / and @ stand in the wrong order."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
        sign = SIGNS[type(node.op)]
        yield _replaced(code, node, f"({code.of(node.right)} {sign} {code.of(node.left)})")


def sign_turned(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A result has the wrong sign."""
    if isinstance(node, ast.Assign | ast.Return) and isinstance(node.value, ast.BinOp):
        yield _replaced(code, node.value, f"-{code.of(node.value)}")


def epsilon_outside_the_root(code: Source, node: ast.AST) -> Iterator[Edit]:
    """sqrt(a) + b for sqrt(a + b)."""
    if isinstance(node, ast.Call) and _called(node) in ROOTS and len(node.args) == 1:
        inside = node.args[0]
        if isinstance(inside, ast.BinOp) and isinstance(inside.op, ast.Add):
            root = code.text[slice(*code.span(node.func))]
            left, right = code.of(inside.left), code.of(inside.right)
            if _called(node) == "rsqrt":
                yield _replaced(code, node, f"(1 / (1 / {root}({left}) + {right}))")
            else:
                yield _replaced(code, node, f"({root}({left}) + {right})")


def transposed(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A factor of a matrix product is transposed."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        for factor in (node.left, node.right):
            yield _replaced(code, factor, f"{code.of(factor)}.T")


def attribute_dropped(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A transpose, or what takes a tensor out of its graph, is forgotten."""
    if isinstance(node, ast.Attribute) and node.attr in ("T", "mT", "data"):
        yield _replaced(code, node, code.of(node.value))


def call_dropped(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A function is forgotten: its first argument, or the object of a method, goes on as it is."""
    if not isinstance(node, ast.Call) or isinstance(code.parents[node], ast.Expr):
        return
    method = isinstance(node.func, ast.Attribute) and not _is_namespace(code, node.func.value)
    if method and isinstance(node.func, ast.Attribute):
        yield _replaced(code, node, code.of(node.func.value))
    elif node.args and not isinstance(node.args[0], ast.Starred):
        yield _replaced(code, node, code.of(node.args[0]))


def argument_dropped(code: Source, node: ast.AST) -> Iterator[Edit]:
    """An argument that has a default, as far as one can see, is left out."""
    if not isinstance(node, ast.Call):
        return
    arguments = [*node.args, *node.keywords]
    for index, argument in enumerate(arguments):
        start, end = code.span(argument)
        if isinstance(argument, ast.keyword) or index == len(node.args) - 1 > 0:
            if index:
                yield Edit(Span(code.span(arguments[index - 1]).end, end), "")
            elif len(arguments) > 1:
                yield Edit(Span(start, code.span(arguments[1]).start), "")
            else:
                yield Edit(Span(start, end), "")


def neighbours_swapped(code: Source, node: ast.AST) -> Iterator[Edit]:
    """Two arguments, axes or results are in the wrong order."""
    row: Sequence[ast.expr] = ()
    if isinstance(node, ast.Call):
        row = node.args
    elif isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Load):
        row = node.elts
    for one, other in pairwise(row):
        first, second = code.span(one), code.span(other)
        between = code.text[first.end : second.start]
        whole = Span(first.start, second.end)
        text = f"{code.text[slice(*second)]}{between}{code.text[slice(*first)]}"
        yield Edit(whole, text)


def condition_settled(code: Source, node: ast.AST) -> Iterator[Edit]:
    """One of two branches is always taken."""
    tests: list[ast.expr] = []
    if isinstance(node, ast.If | ast.IfExp):
        tests = [node.test]
    elif isinstance(node, ast.comprehension):
        tests = node.ifs
    elif isinstance(node, ast.BoolOp):
        tests = node.values
    for test in tests:
        yield _replaced(code, test, "True")
        yield _replaced(code, test, "False")


def mode_changed(code: Source, node: ast.AST) -> Iterator[Edit]:
    """Train for test; what holds in training holds in evaluation."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_plain(code, node):
        for mode in MODES.get(node.value, ()):
            yield _replaced(code, node, f'"{mode}"')
    if isinstance(node, ast.Attribute) and node.attr == "training":
        yield _replaced(code, node, f"(not {code.of(node)})")


def text_changed(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A name is misspelt."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_plain(code, node):
        end = code.span(node).end
        yield Edit(Span(end - 1, end - 1), "_")


def formula_in_text_changed(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A formula that is given as a text loses an operand, a root or a sum, or its sign."""
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return
    start, end = code.span(node)
    if not _is_plain(code, node) or code.text[start + 1 : end - 1] != node.value:
        return
    try:
        formula = Source(node.value)
    except SyntaxError:
        return
    for part in ast.walk(formula.tree):
        for operator in (operand_dropped, operands_swapped, call_dropped, number_scaled):
            for (first, last), text in operator(formula, part):
                yield Edit(Span(start + 1 + first, start + 1 + last), text)
        if isinstance(part, ast.UnaryOp):
            first, last = formula.span(part)
            yield Edit(Span(start + 1 + first, start + 1 + last), formula.of(part.operand))
    if any(isinstance(part, ast.BinOp | ast.UnaryOp | ast.Call) for part in ast.walk(formula.tree)):
        yield Edit(Span(start + 1, end - 1), f"-({node.value})")


def detached(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A value of a module leaves the graph of autograd."""
    statement = isinstance(node, ast.Assign | ast.Return) and node.value is not None
    if statement and _in_module(code, node) and isinstance(node, ast.Assign | ast.Return):
        value = node.value
        if isinstance(value, ast.Call | ast.BinOp | ast.Name | ast.IfExp):
            yield _replaced(code, value, f"({code.text[slice(*code.span(value))]}).detach()")


def done_in_place(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A result is written into an array that is another's."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp):
        target, value = node.targets[0], node.value
        sign = SIGNS.get(type(value.op))
        if isinstance(target, ast.Name) and _name(value.left) == target.id and sign:
            yield _replaced(code, node, f"{target.id} {sign}= {code.of(value.right)}")
    if isinstance(node, ast.BinOp) and type(node.op) in IN_PLACE:
        left, right = code.of(node.left), code.of(node.right)
        method = IN_PLACE[type(node.op)]
        if _is_array(code, node.left):
            yield _replaced(code, node, f"{left}.{method}({right})")
        if _is_array(code, node.right) and isinstance(node.op, ast.Add | ast.Mult):
            yield _replaced(code, node, f"{right}.{method}({left})")
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        end = code.span(node).end
        name = node.func.attr
        written = [argument for argument in node.args if _is_array(code, argument)]
        if name in WRITES_TO_OUT and written and _name(node.func.value) == "np":
            yield Edit(Span(end - 1, end - 1), f", out={code.of(written[0])}")
        if name in HAS_IN_PLACE_TWIN and (written or _is_array(code, node.func.value)):
            after = code.span(node.func).end
            yield Edit(Span(after, after), "_")


def divided_by_n_minus_one(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A variance is taken as the other library, or the other convention, takes it."""
    if isinstance(node, ast.Call) and _called(node) in SPREADS:
        words = {keyword.arg for keyword in node.keywords}
        if not words & {"correction", "ddof", "unbiased"}:
            end = code.span(node).end
            comma = ", " if node.args or node.keywords else ""
            yield Edit(Span(end - 1, end - 1), f"{comma}{_correction(code, node)}")


def slice_moved(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A slice begins or ends one too early or too late, or has no bound at all."""
    if isinstance(node, ast.Slice):
        for bound in (node.lower, node.upper, node.step):
            if bound is not None:
                yield _replaced(code, bound, "")
        for bound in (node.lower, node.upper):
            if bound is not None and not isinstance(bound, ast.Constant):
                yield _replaced(code, bound, f"{code.of(bound)} + 1")
                yield _replaced(code, bound, f"{code.of(bound)} - 1")


def number_scaled(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A constant is twice or half of what it should be."""
    if isinstance(node, ast.Constant) and type(node.value) is float and node.value:
        yield _replaced(code, node, f"{2 * node.value!r}")
        yield _replaced(code, node, f"{node.value / 2!r}")
    if isinstance(node, ast.Constant) and type(node.value) is int and node.value > 1:
        yield _replaced(code, node, f"{2 * node.value}")


def length_of_another_axis(code: Source, node: ast.AST) -> Iterator[Edit]:
    """The number of features for the number of samples."""
    if isinstance(node, ast.Call) and _called(node) == "len" and _is_array(code, node.args[0]):
        yield _replaced(code, node, f"{code.of(node.args[0])}.shape[-1]")


def statement_deleted(code: Source, node: ast.AST) -> Iterator[Edit]:
    """A step is forgotten that the code after it can do without."""
    if isinstance(node, ast.Expr | ast.AugAssign | ast.Raise):
        yield _replaced(code, node, "pass")
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = {n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)}
        stored = any(isinstance(target, ast.Attribute | ast.Subscript) for target in targets)
        if stored or names <= _known_before(code, node):
            yield _replaced(code, node, "pass")


def another_variable(code: Source, node: ast.AST) -> Iterator[Edit]:
    """The variable that was defined just before the right one, or just after."""
    if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
        return
    known = _names_in_order(code, node)
    if node.id in known and len(known) > 1:
        place = known.index(node.id)
        for other in dict.fromkeys((known[place - 1], known[(place + 1) % len(known)])):
            yield _replaced(code, node, other)


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator
    for operator in (
        *(axis_changed, kin_called, bound_swapped, operand_dropped, operands_swapped, sign_turned),
        *(epsilon_outside_the_root, transposed, attribute_dropped, call_dropped, argument_dropped),
        *(neighbours_swapped, condition_settled, mode_changed, formula_in_text_changed, detached),
        *(done_in_place, divided_by_n_minus_one, slice_moved, number_scaled, text_changed),
        *(length_of_another_axis, statement_deleted, another_variable),
    )
}
"""By name."""


def _replaced(code: Source, node: ast.AST, text: str) -> Edit:
    return Edit(code.span(node), text)


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else _name(node.func)


def _is_namespace(code: Source, node: ast.AST) -> bool:
    """Whether what stands before the dot is a library, or the object the code belongs to."""
    if isinstance(node, ast.Call):
        return _called(node) == "super"
    while isinstance(node, ast.Attribute):
        node = node.value
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for statement in code.tree.body
        if isinstance(statement, ast.Import | ast.ImportFrom)
        for alias in statement.names
    }
    return _name(node) in {"self", "cls", "ctx"} | imported


def _is_plain(code: Source, node: ast.AST) -> bool:
    """Whether a text is one piece between two quotes, not a part of a formatted one."""
    return not isinstance(code.parents.get(node), ast.JoinedStr)


def _is_array(code: Source, node: ast.AST) -> bool:
    """Whether a name is annotated as an array in its function."""
    function = code.function(node)
    if function is None or not isinstance(node, ast.Name):
        return False
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    annotated = {a.arg: a.annotation for a in arguments if a.annotation}
    for part in ast.walk(function):
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            annotated[part.target.id] = part.annotation
    return _name(annotated.get(node.id, function)) in ARRAYS


def _correction(code: Source, node: ast.Call) -> str:
    """The keyword that turns a variance's convention round, of the library that is in use."""
    uses_dim = any(keyword.arg == "dim" for keyword in node.keywords)
    return "correction=0" if uses_dim else "ddof=1"


def _in_module(code: Source, node: ast.AST) -> bool:
    """Whether code belongs to a torch module, or makes gradients of one."""
    for around in code.ancestors(node):
        if isinstance(around, ast.ClassDef):
            return not any("Function" in ast.unparse(base) for base in around.bases)
    return False


def _names_in_order(code: Source, node: ast.AST) -> list[str]:
    """The names a function has given before a node's statement, in the order they were given."""
    function = code.function(node)
    if function is None:
        return []
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    stored = [
        (code.span(part).start, part.id)
        for part in ast.walk(function)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    ]
    start = code.span(_statement(code, node)).start
    names = [argument.arg for argument in arguments]
    names += [name for place, name in sorted(stored) if place < start]
    return [name for name in dict.fromkeys(names) if name not in ("self", "ctx")]


def _known_before(code: Source, node: ast.AST) -> set[str]:
    return set(_names_in_order(code, node))


def _statement(code: Source, node: ast.AST) -> ast.AST:
    while not isinstance(node, ast.stmt):
        node = code.parents[node]
    return node
