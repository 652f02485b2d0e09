"""Which questions a change of a solution can reach, by the names that its code mentions.

An example defines only what differs from the reference. A question that neither calls any of those
names nor anything that mentions them, however far down, has the reference's own answers.
"""

import ast
import copy
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Names = frozenset[str]

DYNAMIC = frozenset({"getattr", "globals", "vars", "exec", "eval", "setattr"})
"""Functions, not methods, by which code may reach names that it doesn't mention."""

ANY = "*"
"""What code mentions that calls one of them."""


@dataclass(frozen=True)
class Statement:
    """A statement of a module, without comments; `always`: it may matter to any name."""

    defines: Names
    mentions: Names
    code: str
    always: bool


@dataclass(frozen=True)
class Module:
    """The names that a source text defines, each with all names that its definition mentions.

    imports     those that are imported, and defined in no other way: from where
    statements  all of them, in order
    """

    mentions: Mapping[str, Names]
    plain: bool
    imports: Mapping[str, str] = field(default_factory=dict)
    statements: Sequence[Statement] = ()

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

    def text(self, names: Iterable[str]) -> str:
        """The code that these names depend on, without comments; all of it where that is unsure."""
        always = (s for s in self.statements if s.always)
        reached = self.reach({*names, *(name for s in always for name in s.mentions)})
        kept = (s for s in self.statements if s.always or ANY in reached or s.defines & reached)
        return "\n".join(statement.code for statement in kept)

    def besides(self, other: "Module") -> "Module":
        """Without the imports that another text has too: they change nothing in it."""
        same = self.imports.items() & other.imports.items()
        kept = self.mentions.keys() - {name for name, _ in same}
        return Module({name: self.mentions[name] for name in kept}, self.plain)

    def joined(self, other: "Module") -> "Module":
        """Both texts as one."""
        none: Names = frozenset()
        names = {*self.mentions, *other.mentions}
        mentions = {n: self.mentions.get(n, none) | other.mentions.get(n, none) for n in names}
        return Module(mentions, self.plain and other.plain)


def parse(source: str) -> Module:
    """A source text's definitions; the later one of a name counts as well as the earlier."""
    mentions: dict[str, Names] = {}
    origins: dict[str, set[str]] = defaultdict(set)
    plain = True
    statements = []
    for statement in ast.parse(source).body:
        plain = plain and _is_plain(statement)
        mentioned = _mentioned(statement)
        defined = frozenset(_defined(statement))
        always = not _only_defines(statement)
        statements.append(Statement(defined, mentioned, ast.unparse(statement), always))
        imported = _imported(statement)
        for name in _defined(statement):
            mentions[name] = mentions.get(name, frozenset()) | mentioned
            origins[name].add(imported.get(name, ""))
    once = {name: told.pop() for name, told in origins.items() if len(told) == 1}
    imports = {name: origin for name, origin in once.items() if origin}
    return Module(mentions, plain, imports, statements)


def may_differ(question: str, exercises: Module, solution: Module, changed: Module) -> bool:
    """Whether a question's answers may change where `changed` stands in for part of `solution`."""
    called = exercises.reach([question])
    reached = solution.reach(called)
    return not changed.plain or ANY in reached or bool(reached & changed.mentions.keys())


def _is_plain(statement: ast.stmt) -> bool:
    """Whether a statement of a module defines names, and does nothing else."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)  # a text
    if isinstance(statement, ast.Assign):
        names = all(isinstance(target, ast.Name) for target in statement.targets)
        return names and not any(isinstance(part, ast.Call) for part in ast.walk(statement))
    return isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)


def _only_defines(statement: ast.stmt) -> bool:
    """Whether a statement matters to none but those that mention a name it defines.

    A decorator may enter a function somewhere; of the call in an assignment that isn't believed.
    """
    match statement:
        case ast.Expr():
            return isinstance(statement.value, ast.Constant)
        case ast.FunctionDef() | ast.ClassDef():
            return not statement.decorator_list
        case ast.Assign():
            return all(isinstance(target, ast.Name | ast.Tuple) for target in statement.targets)
        case ast.AnnAssign():
            return isinstance(statement.target, ast.Name)
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _imported(statement: ast.stmt) -> dict[str, str]:
    """The names that a statement imports, each with the one import that brings it."""
    if not isinstance(statement, ast.Import | ast.ImportFrom):
        return {}
    alone = {alias: copy.copy(statement) for alias in statement.names}
    for alias, single in alone.items():
        single.names = [alias]
    return {
        (alias.asname or alias.name).partition(".")[0]: ast.unparse(single)
        for alias, single in alone.items()
    }


def _defined(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return list(_imported(statement))
    return [
        part.id
        for part in ast.walk(statement)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    ]


def _mentioned(statement: ast.stmt) -> Names:
    """Every name and attribute in a statement: more than it can depend on, never less."""
    names = {part.attr for part in ast.walk(statement) if isinstance(part, ast.Attribute)}
    told = {}
    for part in ast.walk(statement):
        match part:
            case ast.Call(ast.Name("getattr") as function, [_, ast.Constant(str(name)), *_]):
                told[function] = name
            case ast.Name(name):
                names.add(told.get(part) or (ANY if name in DYNAMIC else name))
    return frozenset(names)
