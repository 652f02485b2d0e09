"""Every mutant of a reference: its solution with one small mistake in it.

Only what a student writes is mutated: the code between solution markers, without annotations,
documentation and the words of errors. cosmic-ray's operators make the mistakes of any program,
those in `operators` the ones of this field.

cosmic-ray's operators that draw at random are left out (a mutant must be the same tomorrow), and
so are those that put a bit operation on a number or compare with `is`: floats have no bits to
shift, and a mutant that raises in every case proves nothing about the cases.
"""

import ast
import difflib
import hashlib
import warnings
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from autograder.audit.operators import OPERATORS
from autograder.audit.source import Source, Span
from autograder.judge.reference import Example

ARITHMETIC = {"Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow"}
BITS = {"BitOr", "BitAnd", "BitXor"}
ORDER = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE"}
IDENTITY = {"Is", "IsNot"}
RANDOM = {"VariableReplacer", "VariableInserter"}


@dataclass(frozen=True)
class Mutant:
    """A reference with one change.

    id        of what is changed into what, in which function: other lines don't matter, nor does
              the operator, so that a record of it lives as long as the line it is about
    operator  that made it
    function  the qualified name of the function or class it is in; "" at module level
    line      of the reference, at which it begins
    before    the lines that are changed, as they were
    after     the same lines as they are
    own       the statement of the module that holds the change
    source    the whole text
    """

    id: str
    operator: str
    function: str
    line: int
    before: str
    after: str
    own: str
    source: str

    @property
    def diff(self) -> str:
        """The change as a unified diff."""
        return "\n".join(self._diff(context=2))

    @property
    def change(self) -> str:
        """The change alone: what goes, and what comes."""
        return "\n".join(_marked(self.before, "-") + _marked(self.after, "+"))

    def example(self) -> Example:
        """The mutant as a solution that is known to be wrong."""
        return Example(self.id, self.source, own=self.own)

    def _diff(self, context: int) -> list[str]:
        whole = self.source.split("\n")
        after = self.after.split("\n") if self.after else []
        start = self.line - 1
        before = whole[:start] + self.before.split("\n") + whole[start + len(after) :]
        lines = difflib.unified_diff(before, whole, n=context, lineterm="")
        return [line for line in lines if not line.startswith(("---", "+++"))]


def mutants(source: str) -> list[Mutant]:
    """All of them: those that compile, each once, in the order of their lines."""
    code = Source(source)
    found: list[Mutant] = []
    for index, statement in enumerate(code.statements):
        seen = {_shape(source[slice(*statement)])}
        for operator, place, own in _changes(code, index):
            if not code.is_solution(place):
                continue
            shape = _shape(own)
            if shape and shape not in seen:
                seen.add(shape)
                found.append(_mutant(code, statement, operator, place, own))
    found.sort(key=lambda mutant: mutant.line)
    return _numbered(found)


def _changes(code: Source, index: int) -> Iterator[tuple[str, Span, str]]:
    """Each operator's changes of one statement: where it touches the code, and the new text."""
    statement = code.statements[index]
    for node in ast.walk(code.tree.body[index]):
        for name, operator in OPERATORS.items():
            for edit in operator(code, node):
                place = edit.span
                if place.start == place.end:  # an insertion touches what stands before it
                    place = Span(place.start - 1, place.end)
                before = code.text[statement.start : edit.span.start]
                after = code.text[edit.span.end : statement.end]
                yield name, place, f"{before}{edit.text}{after}"
    yield from _cosmic_changes(code.text[slice(*statement)], statement.start)


def _cosmic_changes(text: str, start: int) -> Iterator[tuple[str, Span, str]]:
    """The same of cosmic-ray's operators, which change a tree of parso's in place."""
    from cosmic_ray.ast import ast_nodes, get_ast

    for number, node in enumerate(ast_nodes(get_ast(text))):
        for name, operator in _cosmic_operators().items():
            for index, (first, last) in enumerate(operator.mutation_positions(node)):
                place = Span(start + _offset(text, first), start + _offset(text, last))
                tree = get_ast(text)
                changed = list(ast_nodes(tree))[number]
                siblings = changed.parent.children
                at = next(i for i, sibling in enumerate(siblings) if sibling is changed)
                mutated = operator.mutate(changed, index)
                siblings[at : at + 1] = [] if mutated is None else [mutated]
                yield name, place, tree.get_code()


@cache
def _cosmic_operators() -> dict[str, Any]:
    """By name, those that make sense here."""
    from cosmic_ray import plugins

    names = (name.partition("/")[2] for name in plugins.operator_names())
    return {name: plugins.get_operator(f"core/{name}")() for name in names if _makes_sense(name)}


def _makes_sense(name: str) -> bool:
    kind, *operands = name.split("_")
    if kind == "ReplaceUnaryOperator":
        return operands[0] == "Delete"
    together = (ARITHMETIC, BITS, ORDER, IDENTITY)
    return kind not in RANDOM and (not operands or any(set(operands) <= kin for kin in together))


def _mutant(code: Source, statement: Span, operator: str, place: Span, own: str) -> Mutant:
    source = code.text[: statement.start] + own + code.text[statement.end :]
    before, after = code.text.split("\n"), source.split("\n")
    first = _common(before, after)
    last = min(_common(before[::-1], after[::-1]), min(len(before), len(after)) - first)
    around = [name for span, name in code.definitions if span.holds(place)]
    return Mutant(
        "",
        operator,
        max(around, key=len, default=""),
        first + 1,
        "\n".join(before[first : len(before) - last]),
        "\n".join(after[first : len(after) - last]),
        own,
        source,
    )


def _numbered(found: list[Mutant]) -> list[Mutant]:
    """With their ids: of equal changes in one function, all but the first have a number."""
    times: Counter[tuple[str, ...]] = Counter()
    numbered = []
    for mutant in found:
        change = (mutant.function, *_words(mutant.before), "->", *_words(mutant.after))
        times[change] += 1
        digest = hashlib.sha256("\n".join(change).encode()).hexdigest()[:10]
        number = f".{times[change]}" if times[change] > 1 else ""
        name = f"{mutant.function or 'module'}:{digest}{number}"
        numbered.append(Mutant(name, *_fields(mutant)))
    return numbered


def _fields(mutant: Mutant) -> tuple[Any, ...]:
    return tuple(getattr(mutant, name) for name in mutant.__dataclass_fields__ if name != "id")


def _shape(text: str) -> str:
    """What a statement says, whatever its layout; "" for one that doesn't compile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "mutant", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return ""
    return ast.dump(ast.parse(text))


def _offset(text: str, place: tuple[int, int]) -> int:
    line, column = place
    return sum(len(each) + 1 for each in text.split("\n")[: line - 1]) + column


def _common(one: list[str], other: list[str]) -> int:
    """How many lines two lists begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _words(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n")]


def _marked(text: str, mark: str) -> list[str]:
    return [f"{mark} {line.strip()}" for line in text.split("\n")] if text else []
