"""Solutions put together from parts: what one student of a course may have written.

A part is an accepted or a wrong example of the assignment, which defines only what differs from the
reference. Parts go together where their functions don't touch each other: no question's code
mentions what two of them change.
"""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from autograder.audit.source import Source
from autograder.judge.dependence import Module, may_differ, parse
from autograder.judge.reference import (
    Example,
    accepted_examples,
    reference_source,
    wrong_examples,
)
from autograder.spec.assignment import Assignment
from autograder.spec.course import Course
from autograder.spec.markers import BEGIN, END

DECLARED = {"FAILS", "HINT", "DEVICES"}
"""What an example says of itself: no student would."""


@dataclass(frozen=True)
class Part:
    """A change of the reference.

    imports  the import statements that it begins with
    code     the rest of it
    defines  the names that it changes or adds
    early    the names that it needs at the moment when it is imported
    loses    the questions that lose points by it; none for a right one
    """

    name: str
    imports: tuple[str, ...]
    code: str
    defines: frozenset[str]
    early: frozenset[str]
    loses: tuple[str, ...]
    module: Module = field(repr=False, compare=False)


class Solutions:
    """What solutions to an assignment are made of."""

    def __init__(self, assignment: Assignment, course: Course) -> None:
        self.assignment = assignment
        self.reference = reference_source(course.root, assignment.module)
        accepted = accepted_examples(assignment, self.reference)
        wrong = wrong_examples(assignment, self.reference)
        self.right = [_part(example) for example in accepted]
        self.mistakes = [_part(example) for example in wrong if example.fails_on("cpu")]
        self._apart: dict[frozenset[str], bool] = {}

    @cached_property
    def _definitions(self) -> Module:
        return parse(self.reference)

    @cached_property
    def _exercises(self) -> Module:
        return parse(self.assignment.exercises_source)

    def reached(self, own: Module, *others: Module) -> frozenset[str]:
        """The questions whose answers may change by code of one's own, with others' beside it."""
        whole = self._definitions
        for other in (own, *others):
            whole = whole.joined(other)
        changed = own.besides(self._definitions)
        return frozenset(
            question.name
            for question in self.assignment.questions
            if may_differ(question.name, self._exercises, whole, changed)
        )

    def questions_of(self, name: str) -> frozenset[str]:
        """The questions whose answers depend on a function of the reference, however far down."""
        return self.reached(Module({name: frozenset()}, plain=True))

    def go_together(self, parts: Sequence[Part]) -> bool:
        """Whether no question is touched by two of the parts."""
        key = frozenset(part.name for part in parts)
        if key not in self._apart:
            self._apart[key] = self._are_apart(parts)
        return self._apart[key]

    def _are_apart(self, parts: Sequence[Part]) -> bool:
        modules = [part.module for part in parts]
        touched = [
            self.reached(module, *modules[:at], *modules[at + 1 :])
            for at, module in enumerate(modules)
        ]
        names = [part.defines for part in parts]
        return _are_disjoint(touched) and _are_disjoint(names)

    def source(self, parts: Sequence[Part]) -> str:
        """The text of a solution with these parts in the place of the reference's own."""
        code, defined = self._reference_code, frozenset[str]().union(*(p.defines for p in parts))
        early = frozenset[str]().union(self._early, *(part.early for part in parts))
        replaced = {
            at
            for at, node in enumerate(code.tree.body)
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            and node.name in defined - early  # else its old form is still asked for
        }
        imports = [line for part in parts for line in part.imports if line not in self._imports]
        kept, end = [], 0
        for at, span in enumerate(code.statements):
            between = code.text[end : span.start]
            kept.append(between if at not in replaced else between.rstrip() + "\n\n\n")
            kept.append("" if at in replaced else code.text[slice(*span)])
            if at == self._last_import:
                kept += [f"\n{line}" for line in dict.fromkeys(imports)]
            end = span.end
        return tidy("".join([*kept, code.text[end:], *(f"\n\n\n{part.code}" for part in parts)]))

    @cached_property
    def _reference_code(self) -> Source:
        return Source(without_markers(self.reference))

    @cached_property
    def _early(self) -> frozenset[str]:
        return _needed_early(self._reference_code.tree.body)

    @cached_property
    def _imports(self) -> frozenset[str]:
        return frozenset(map(ast.unparse, filter(_is_import, self._reference_code.tree.body)))

    @cached_property
    def _last_import(self) -> int:
        body = self._reference_code.tree.body
        return max((at for at, node in enumerate(body) if _is_import(node)), default=0)


def without_markers(reference: str) -> str:
    """A reference as if a student had written it."""
    lines = reference.splitlines(keepends=True)
    return "".join(line for line in lines if line.strip() not in (BEGIN, END))


def tidy(source: str) -> str:
    """With at most two empty lines in a row, and one end."""
    while "\n\n\n\n" in source:
        source = source.replace("\n\n\n\n", "\n\n\n")
    return source.strip("\n") + "\n"


def _part(example: Example) -> Part:
    source = Source(example.own)
    imports, code, body = [], [], []
    for at, (node, span) in enumerate(zip(source.tree.body, source.statements, strict=True)):
        if _is_import(node):
            imports.append(ast.unparse(node))
        elif not (_is_declared(node) or (at == 0 and _is_text(node))):
            code.append(source.text[slice(*span)])
            body.append(node)
    module = parse("\n".join([*imports, *code]))
    defined = frozenset(module.mentions.keys() - module.imports.keys())
    early, loses = _needed_early(body), example.fails_on("cpu")
    return Part(example.name, tuple(imports), "\n\n\n".join(code), defined, early, loses, module)


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_declared(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in DECLARED


class _Early(ast.NodeVisitor):
    """Finds the names that are looked up while a module is imported."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.decorator_list, node.args, node.returns):
            if part is not None:
                self.visit(part)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)

    def visit_Name(self, node: ast.Name) -> None:
        self.names.add(node.id)


def _needed_early(body: Sequence[ast.stmt]) -> frozenset[str]:
    found = _Early()
    for node in body:
        found.visit(node)
    return frozenset(found.names)


def _are_disjoint(sets: Sequence[frozenset[str]]) -> bool:
    return sum(map(len, sets)) == len(frozenset[str]().union(*sets))
