"""Which questions a change of a solution can reach, by the names that its code mentions.

An example defines only what differs from the reference. A question that neither calls any of those
names nor anything that mentions them, however far down, has the reference's own answers.
"""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Names = frozenset[str]

DYNAMIC = frozenset({"getattr", "globals", "vars", "exec", "eval", "setattr"})
"""Calls by which code may reach names that it doesn't mention."""


@dataclass(frozen=True)
class Module:
    """The names that a source text defines, each with all names that its definition mentions."""

    mentions: Mapping[str, Names]
    plain: bool

    def reach(self, names: Iterable[str]) -> Names:
        """These names, and all that they mention, directly or not."""
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.mentions.get(name, ())
        return frozenset(found)


def parse(source: str) -> Module:
    """A source text's definitions; the later one of a name counts as well as the earlier."""
    mentions: dict[str, Names] = {}
    plain = True
    for statement in ast.parse(source).body:
        plain = plain and _is_plain(statement)
        mentioned = _mentioned(statement)
        for name in _defined(statement):
            mentions[name] = mentions.get(name, frozenset()) | mentioned
    return Module(mentions, plain)


def may_differ(question: str, exercises: Module, solution: Module, changed: Module) -> bool:
    """Whether a question's answers may change where `changed` stands in for part of `solution`."""
    called = exercises.reach([question])
    if not changed.plain or called & DYNAMIC:
        return True
    reached = solution.reach(called)
    return bool(reached & DYNAMIC) or bool(reached & changed.mentions.keys())


def _is_plain(statement: ast.stmt) -> bool:
    """Whether a statement of a module defines names, and does nothing else."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)  # a text
    if isinstance(statement, ast.Assign):
        names = all(isinstance(target, ast.Name) for target in statement.targets)
        return names and not any(isinstance(part, ast.Call) for part in ast.walk(statement))
    return isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)


def _defined(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return [(name.asname or name.name).partition(".")[0] for name in statement.names]
    return [
        part.id
        for part in ast.walk(statement)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    ]


def _mentioned(statement: ast.stmt) -> Names:
    """Every name and attribute in a statement: more than it can depend on, never less."""
    names = {part.id for part in ast.walk(statement) if isinstance(part, ast.Name)}
    return frozenset(names | {p.attr for p in ast.walk(statement) if isinstance(p, ast.Attribute)})
