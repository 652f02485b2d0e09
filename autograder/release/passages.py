"""Passages of code or prose that are found again in a text, whatever has become of the names.

Code is compared as a row of tokens in which a name is told by how far back it stood last: so
renaming changes nothing, nor does what a formatter may do, since layout, commas, brackets around
and quotes are no tokens. What follows a dot, keywords and built-in names stay as they are.
"""

import ast
import builtins
import keyword
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

RUN = 24
"""Tokens in a row that give a passage away. Of the course's own assignments, no two texts that have
nothing to do with each other share more than 17."""

LEAST = 10
"""Tokens of a passage that gives itself away as a whole; a shorter one is found nowhere."""

WORDS = 20
"""Words in a row that give prose away. The course's own texts share 16 with what students get."""

LEAST_WORDS = 12
"""Words of a sentence that gives itself away as a whole."""

_TOKEN = re.compile(r"[A-Za-z_]\w*|\d+(?:\.\d+)?(?:e-?\d+)?|[^\w\s(),\"'\\#]")
_WORD = re.compile(r"\w+")
_FIXED = {*keyword.kwlist, *dir(builtins)}

Code = str | int
"""A token as it is, or for a name, how many tokens before it the same name stood; 0 if nowhere."""


@dataclass(frozen=True)
class Row:
    """Tokens or words, each with its line."""

    tokens: tuple[str, ...]
    lines: tuple[int, ...]


def row_of(text: str, first: int = 1) -> Row:
    """The tokens of any text; `first` is the number of its first line."""
    return _row(_TOKEN, text, first)


def words_of(text: str, first: int = 1) -> Row:
    """The words of any text, in small letters."""
    return _row(_WORD, text.lower(), first)


def joined(rows: Sequence[Row]) -> Row:
    """Rows one after the other."""
    return Row(
        tuple(token for row in rows for token in row.tokens),
        tuple(line for row in rows for line in row.lines),
    )


def _row(pattern: re.Pattern[str], text: str, first: int) -> Row:
    found = [
        (token, number)
        for number, line in enumerate(text.splitlines(), first)
        for token in pattern.findall(line)
    ]
    return Row(tuple(token for token, _ in found), tuple(line for _, line in found))


def codes(tokens: Sequence[str]) -> list[Code]:
    """Code without its names."""
    last: dict[str, int] = {}
    found: list[Code] = []
    for index, token in enumerate(tokens):
        is_name = token[0].isalpha() or token[0] == "_"
        if not is_name or token in _FIXED or (index and tokens[index - 1] == "."):
            found.append(token)
        else:
            found.append(index - last.get(token, index))
            last[token] = index
    return found


def _seen_from(row: Sequence[Code], start: int, length: int) -> tuple[Code, ...]:
    """A part of the row, with what stood before it forgotten."""
    return tuple(
        0 if isinstance(code, int) and code > place else code
        for place, code in enumerate(row[start : start + length])
    )


class Passages:
    """Secret passages, and where they are in a text."""

    def __init__(self, run: int, least: int) -> None:
        self._run = run
        self._least = least
        self._known: dict[tuple[Code, ...], dict[tuple[Code, ...], str]] = defaultdict(dict)

    def add(self, what: str, row: Sequence[Code], *, whole: bool = True) -> None:
        """Make a passage known, if it is long enough to be told from others.

        whole  whether one that is shorter than a run gives itself away as a whole
        """
        length = min(self._run, len(row)) if whole else self._run
        if length < self._least:
            return
        for start in range(len(row) - length + 1):
            seen = _seen_from(row, start, length)
            self._known[seen[: self._least]].setdefault(seen, what)

    def found_in(self, row: Sequence[Code]) -> Iterator[tuple[str, int]]:
        """Each passage that is in a text, with the place of its first token."""
        told = set()
        for start in range(len(row) - self._least + 1):
            known = self._known.get(_seen_from(row, start, self._least))
            if known is None:
                continue
            lengths = {len(seen) for seen in known}
            for length in lengths:
                what = known.get(_seen_from(row, start, length))
                if what is not None and what not in told:
                    told.add(what)
                    yield what, start


# ---- Python as its syntax tree -----------------------------------------------------------------


def python_of(source: str) -> list[tuple[str, Row]]:
    """The code of a Python text: for each function its name and body, and "" for what is outside.

    Comments, docstrings and annotations are left out. ValueError if the text is no Python.
    """
    try:
        tree = _Bare().visit(ast.parse(source))
    except (SyntaxError, RecursionError) as error:
        raise ValueError("it is no Python") from error
    found: list[tuple[str, Row]] = []
    outside = _collect(tree.body, found)
    return [*found, ("", joined(outside))]


def _collect(statements: Sequence[ast.stmt], found: list[tuple[str, Row]]) -> list[Row]:
    """Add the functions among the statements, and in classes; the rows of all others."""
    others = []
    for statement in statements:
        if isinstance(statement, ast.ClassDef):
            others += _collect(statement.body, found)
        elif isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            found.append((statement.name, joined([_row_at(inner) for inner in statement.body])))
        else:
            others.append(_row_at(statement))
    return others


def _row_at(statement: ast.stmt) -> Row:
    tokens = row_of(ast.unparse(statement)).tokens
    return Row(tokens, (statement.lineno,) * len(tokens))


class _Bare(ast.NodeTransformer):
    """Takes out what says nothing to the interpreter."""

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            return ast.copy_location(ast.Pass(), node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        return ast.copy_location(ast.Assign([node.target], node.value, lineno=node.lineno), node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:
        node.returns = None
        self.generic_visit(node)
        first = node.body[0]
        if isinstance(first, ast.Pass) and node.body[1:]:
            del node.body[0]
        return node
