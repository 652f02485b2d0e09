"""A source text with its syntax tree: where each node stands, and what a mutation may touch."""

import ast
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from autograder.spec.markers import parts

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Span(NamedTuple):
    """Offsets of characters: from `start` up to, and without, `end`."""

    start: int
    end: int

    def touches(self, other: "Span") -> bool:
        """Whether any character is in both."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Whether the other lies inside."""
        return self.start <= other.start and other.end <= self.end


class Source:
    """A text and its tree."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._lines = text.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self.parents = {
            child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)
        }

    def offset(self, line: int, column: int) -> int:
        """The offset of a place: lines from 1, columns from 0, in characters."""
        return self._starts[line - 1] + column

    def line_of(self, offset: int) -> int:
        """The number of the line that an offset lies in."""
        return self.text.count("\n", 0, offset) + 1

    def span(self, node: ast.AST) -> Span:
        """Where a node stands, without parentheses around it."""
        place = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset  # type: ignore
        line, column, last, end = place
        return Span(self._at_byte(line, column), self._at_byte(last, end))

    def of(self, node: ast.AST) -> str:
        """A node's text, in parentheses where they may be needed in another place."""
        text = self.text[slice(*self.span(node))]
        open_ones = ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare | ast.IfExp | ast.Lambda
        return f"({text})" if isinstance(node, open_ones) else text

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes around a node, from the inside."""
        while node in self.parents:
            node = self.parents[node]
            yield node

    def function(self, node: ast.AST) -> ast.FunctionDef | None:
        """The function around a node."""
        return next((a for a in self.ancestors(node) if isinstance(a, ast.FunctionDef)), None)

    @cached_property
    def statements(self) -> list[Span]:
        """The statements of the module, decorators included."""
        return [self._with_decorators(statement) for statement in self.tree.body]

    @cached_property
    def definitions(self) -> list[tuple[Span, str]]:
        """Every function and class with its qualified name, the outer before the inner ones."""
        return [
            (self._with_decorators(node), self._qualified(node))
            for node in ast.walk(self.tree)
            if isinstance(node, Definition)
        ]

    def is_solution(self, place: Span) -> bool:
        """Whether a place is code of a solution: no annotation, no documentation, no message.

        What an error says is no part of what is judged, nor of what is to be learned.
        """
        inside = any(region.holds(place) for region in self._solutions)
        return inside and not any(span.touches(place) for span in self._words)

    @cached_property
    def _solutions(self) -> list[Span]:
        return [
            Span(self.offset(part.first, 0), self.offset(part.first + len(part.lines), 0))
            for part in parts(self.text)
            if part.is_solution
        ]

    @cached_property
    def _words(self) -> list[Span]:
        found = []
        for node in ast.walk(self.tree):
            for name in ("annotation", "returns"):
                annotation = getattr(node, name, None)
                if isinstance(annotation, ast.AST):
                    found.append(self.span(annotation))
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
                found.append(self.span(node))
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                found += [self.span(argument) for argument in node.exc.args]
        return found

    def _with_decorators(self, node: ast.stmt) -> Span:
        start, end = self.span(node)
        if isinstance(node, Definition) and node.decorator_list:
            start = self.span(node.decorator_list[0]).start - 1  # the @
        return Span(start, end)

    def _qualified(self, node: Definition) -> str:
        around = [a.name for a in self.ancestors(node) if isinstance(a, Definition)]
        return ".".join([*reversed(around), node.name])

    def _at_byte(self, line: int, column: int) -> int:
        """The offset of a place whose column counts bytes of UTF-8, as those of `ast` do."""
        text = self._lines[line - 1]
        return self.offset(line, len(text.encode()[:column].decode()))
