"""Another's hand-in in disguise: the same code under other names, with comments of one's own."""

import ast
import builtins
import random
import re
from collections.abc import Iterator, Sequence, Set

from autograder.audit.source import Source

ENDINGS = ("_1", "_val", "_new", "_tmp", "_arr", "2", "_")
PREFIXES = ("my_", "the_", "cur_", "tmp_")
REMARKS = (
    "# see the lecture notes",
    "# checked on paper",
    "# TODO: make this faster",
    "# this took me a while",
    "# as in the slides",
    "# works for any batch size",
    "# same idea as above",
)
REMARKED = 0.5
"""The part of the definitions that get one."""

DYNAMIC = {"locals", "vars", "eval", "exec", "globals"}
"""Who calls them may ask for a variable by its name."""

_WORD = re.compile(r"\w+")


def disguised(source: str, rng: random.Random) -> str:
    """The same program under other names of local variables, with other comments."""
    code = Source(source)
    everywhere = {*dir(builtins), *(name for node in code.tree.body for name in _defined(node))}
    taken = {*everywhere, *_WORD.findall(source)}
    edits: list[tuple[int, int, str]] = []
    for function in _functions(code.tree):
        nodes = list(ast.walk(function))
        if _is_delicate(nodes):
            continue
        others = {name: _another(name, taken, rng) for name in _local_names(nodes, everywhere)}
        for node in nodes:
            if isinstance(node, ast.Name) and node.id in others:
                edits.append((*code.span(node), others[node.id]))
    pieces, end = [], 0
    for start, after, new in sorted(edits):
        pieces += [source[end:start], new]
        end = after
    return _with_remarks("".join([*pieces, source[end:]]), rng)


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Those of the module and of its classes."""
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (each for each in inside if isinstance(each, ast.FunctionDef))


def _is_delicate(nodes: Sequence[ast.AST]) -> bool:
    """Whether a function asks for names as texts, or has them where ast doesn't tell the place."""
    return any(
        isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Name) and node.id in DYNAMIC)
        for node in nodes
    )


def _local_names(nodes: Sequence[ast.AST], everywhere: Set[str]) -> list[str]:
    """The variables that are nothing but variables, and have a name of their own.

    everywhere  the names that a function may mean without having assigned them
    """
    stored: dict[str, None] = {}
    other = {*everywhere}
    for node in nodes:
        match node:
            case ast.Name(name, ast.Store()):
                stored[name] = None
            case ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                other.add(name)
            case ast.Global(names) | ast.Nonlocal(names):
                other.update(names)
            case ast.alias(name=name, asname=asname):
                other.update((name.partition(".")[0], asname or ""))
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                other.add(name)
    return [name for name in stored if name not in other]


def _defined(statement: ast.stmt) -> set[str]:
    """The names that a statement of the module gives a meaning."""
    found = set()
    for node in ast.walk(statement):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.alias(name=name, asname=asname):
                found.add(asname or name.partition(".")[0])
    if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
        found |= {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    return found


def _another(name: str, taken: set[str], rng: random.Random) -> str:
    """A name that nothing else has."""
    new = rng.choice(PREFIXES) + name if rng.random() < 0.4 else name + rng.choice(ENDINGS)
    while new in taken:
        new += "_"
    taken.add(new)
    return new


def _with_remarks(source: str, rng: random.Random) -> str:
    """With comments above some definitions."""
    lines: list[str] = []
    for line in source.split("\n"):
        begins = re.match(r"(def|class) ", line) and not (lines and lines[-1].startswith("@"))
        if begins and rng.random() < REMARKED:
            lines.append(rng.choice(REMARKS))
        lines.append(line)
    return "\n".join(lines)
