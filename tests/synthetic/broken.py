"""Code that hangs, dies, takes too much or is no Python: what is put into a right solution."""

import ast
import random
import re
from dataclasses import dataclass
from functools import cache

from autograder.audit.source import Source
from autograder.checking.scan import flags_in
from tests.attacks.corpus import Attack, attacks
from tests.synthetic.solutions import Solutions, tidy

ENDLESS = """\
done = 0
while done < 10:
    done = done * 2
"""
ENDINGS = (
    "import os\n\nos._exit(1)\n",
    "raise SystemExit('this is never called, is it?')\n",
    "import os\n\nos.abort()\n",
)
HUNGRY = """\
table = [0.0] * (1 << 36)
assert len(table) > 0
"""

BESIDE = "walk_the_frames"
"""The attack that stands beside a solution of an assignment that has none of its own: what it
defines under names of its own. Nobody calls it, so that the solution keeps its points."""

SURFACES = ("semantics", "judges_memory")
"""What the attacks are on: the others may take long, or much of the machine."""

NOT_HELD = "line_that_spells", "module_that_is_torchs_own"
"""Those that are known to achieve something: see docs/threat-model.md."""


@dataclass(frozen=True)
class Broken:
    """A text, and the points of the questions that have not all of theirs."""

    source: str
    points: dict[str, float]


def with_lines_in_a_function(solutions: Solutions, lines: str, rng: random.Random) -> Broken:
    """The reference with lines at the beginning of a function that one question alone calls."""
    source = solutions.source([])
    code = Source(source)
    called = set(re.findall(r"solution\.(\w+)", solutions.assignment.exercises_source))
    candidates = [
        (node, questions)
        for node in code.tree.body
        if isinstance(node, ast.FunctionDef) and node.name in called
        for questions in [solutions.questions_of(node.name)]
    ]
    fewest = min(len(questions) for _, questions in candidates)
    node, questions = rng.choice([each for each in candidates if len(each[1]) == fewest])
    first = next(each for each in node.body if not _is_text(each))
    at = code.offset(first.lineno, 0)
    indented = "".join(f"    {line}" if line.strip() else line for line in lines.splitlines(True))
    return Broken(source[:at] + indented + source[at:], dict.fromkeys(sorted(questions), 0.0))


def with_an_attack(solutions: Solutions, rng: random.Random) -> Broken:
    """An attack on this assignment that is worth a look; else a right solution beside one."""
    name = solutions.assignment.name
    known = {attack.path.stem: attack for attack in _corpus() if not attack.built}
    forbidden = {q.name: q.forbidden for q in solutions.assignment.questions}
    own = [
        attack
        for attack in known.values()
        if attack.assignment == name
        and attack.path.parent.name in SURFACES
        and attack.path.stem not in NOT_HELD
        and flags_in({f"{name}.py": attack.path.read_bytes()}, forbidden)
    ]
    if own:
        attack = rng.choice(own)
        earned = {q.name: attack.earns.get(q.name, 0.0) for q in solutions.assignment.questions}
        return Broken(attack.path.read_text(encoding="utf-8"), earned)
    source = solutions.source([])
    beside = Source(known[BESIDE].path.read_text(encoding="utf-8"))
    taken = {name for node in ast.parse(source).body for name in _defined(node)}
    kept = [
        beside.text[slice(*span)]
        for node, span in zip(beside.tree.body, beside.statements, strict=True)
        if isinstance(node, ast.Import | ast.FunctionDef) and not taken & {*_defined(node)}
    ]
    return Broken(tidy("\n\n\n".join([source, *kept])), {})


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.asname or alias.name for alias in node.names]
    return [node.name] if isinstance(node, ast.FunctionDef | ast.ClassDef) else []


@cache
def _corpus() -> list[Attack]:
    return attacks()


def without_a_colon(source: str, rng: random.Random) -> str:
    """A text that is no Python any more: a definition lacks its colon."""
    lines = source.split("\n")
    heads = [at for at, line in enumerate(lines) if re.match(r"def \w+\(.*:$", line)]
    if heads:
        at = rng.choice(heads)
        lines[at] = lines[at].removesuffix(":")
    else:
        lines.append("def main(")
    return "\n".join(lines)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
