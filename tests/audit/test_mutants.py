"""Mutants: one mistake each, in what a student writes, under a name that lasts."""

import ast
import functools
import subprocess
from pathlib import Path

import pytest

from autograder.audit.mutants import Mutant, mutants
from autograder.judge.reference import load_solution
from autograder.release.stub import stub_of

REFERENCES = sorted((Path(__file__).parents[2] / "reference").glob("*.py"))

SOURCE = '''"""Layers."""

import numpy as np

SCALE = 3


def forward(x: Array, cache: Any = None) -> Array:
    """Say how: 1 + 1."""
    given = x + 1
    # BEGIN SOLUTION
    total = x.mean(axis=0)  # 2 + 2
    if x is None:
        raise ValueError(f"x is {x + 1}, " + "expected 3")
    return total + given
    # END SOLUTION


# BEGIN SOLUTION
def helper(x: int | None, n: Annotated[int, 7] = 4) -> int | None:
    """Add 5 + 5."""
    y: Annotated[int, 8] = n
    return y + 6


# END SOLUTION
'''


def function(*lines: str) -> str:
    """A function with this solution."""
    body = "\n".join(f"    {line}" for line in lines)
    return (
        "import numpy as np\nimport torch\n\n\n"
        "def f(x: Array, w: Array, eps: float, cache: Any) -> Array:\n"
        f"    # BEGIN SOLUTION\n{body}\n    # END SOLUTION\n"
    )


def changes(*lines: str) -> dict[str, str]:
    """What the mutants of a solution make of it, with the operator of each."""
    return {mutant.after.strip(): mutant.operator for mutant in mutants(function(*lines))}


@functools.cache
def of(path: Path) -> list[Mutant]:
    """The mutants of a reference."""
    return mutants(path.read_text())


def by_change(found: list[Mutant]) -> dict[tuple[str, str], str]:
    return {(mutant.before.strip(), mutant.after.strip()): mutant.id for mutant in found}


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_what_students_are_given_is_never_mutated(path: Path) -> None:
    assert len(of(path)) > 100
    assert {stub_of(mutant.source) for mutant in of(path)[::7]} == {stub_of(path.read_text())}


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.stem)
def test_every_mutant_is_another_program_that_compiles(path: Path) -> None:
    programs = {ast.dump(ast.parse(mutant.own).body[0]) for mutant in of(path)}
    assert len(programs) == len(of(path)) == len({mutant.id for mutant in of(path)})
    assert not programs & {ast.dump(statement) for statement in ast.parse(path.read_text()).body}
    for mutant in of(path)[::40]:
        load_solution(mutant.source, path.stem)


WORDS = ("how: 1 + 1", "# 2 + 2", "{x + 1}", "expected 3", "Add 5 + 5", "Annotated[int, 8]")
ANNOTATIONS = (
    "x: Array, cache: Any = None",
    "x: int | None, n: Annotated[int, 7]",
    "-> int | None",
)


@pytest.mark.parametrize("words", WORDS + ANNOTATIONS)
def test_documentation_annotations_and_messages_are_left_alone(words: str) -> None:
    touched = [mutant for mutant in mutants(SOURCE) if words not in mutant.source]
    whole = [mutant for mutant in touched if mutant.operator == "statement_deleted"]
    assert words in SOURCE
    assert touched == whole


OPERATORS = {
    "axis_changed": ("return x.sum(axis=0)", "return x.sum(axis=1)"),
    "kin_called": ("return x.mean(axis=0)", "return x.sum(axis=0)"),
    "bound_swapped": ("return x.clamp(min=0)", "return x.clamp(max=0)"),
    "operand_dropped": ("return (x + w) / 3", "return (x) / 3"),
    "operands_swapped": ("return x - w", "return (w - x)"),
    "sign_turned": ("return x - w", "return -(x - w)"),
    "epsilon_outside_the_root": ("return np.sqrt(x + eps)", "return (np.sqrt(x) + eps)"),
    "transposed": ("return x @ w", "return x @ w.T"),
    "attribute_dropped": ("return x @ w.T", "return x @ w"),
    "call_dropped": ("return np.tanh(x * w)", "return (x * w)"),
    "argument_dropped": ("return x.max(axis=1, keepdims=True)", "return x.max(axis=1)"),
    "neighbours_swapped": ("return x.permute(0, 2, 1)", "return x.permute(0, 1, 2)"),
    "condition_settled": ("return x if eps else w", "return x if True else w"),
    "mode_changed": ('return cache == "train"', 'return cache == "test"'),
    "text_changed": ('return cache["gamma"]', 'return cache["gamma_"]'),
    "formula_in_text_changed": ('return dict(x="g / N")', 'return dict(x="g")'),
    "done_in_place": ("return x + w", "return x.__iadd__(w)"),
    "divided_by_n_minus_one": ("return x.var(axis=0)", "return x.var(axis=0, ddof=1)"),
    "slice_moved": ("return x[:eps]", "return x[:eps + 1]"),
    "number_scaled": ("return x + 1e-5", "return x + 2e-05"),
    "length_of_another_axis": ("return len(x)", "return x.shape[-1]"),
    "another_variable": ("return x[w]", "return x[eps]"),
    "ReplaceComparisonOperator_Gt_GtE": ("return x > 0", "return x >= 0"),
    "ReplaceTrueWithFalse": ("return f(out=True)", "return f(out=False)"),
    "ReplaceUnaryOperator_Delete_USub": ("return -x", "return x"),
    "NumberReplacer": ("return x[3]", "return x[ 4]"),
}


@pytest.mark.parametrize("operator", OPERATORS)
def test_an_operator_makes_its_mistake(operator: str) -> None:
    before, after = OPERATORS[operator]
    assert changes(before).get(after) == operator


STEPS = {
    "a step that is forgotten": (["y = x", "y = y * 2", "return y"], "pass"),
    "an effect that is forgotten": (["cache['x'] = x", "return x"], "pass"),
    "a result written into its operand": (["y = x", "y = y + w", "return y"], "y += w"),
    "a result written into an argument": (
        ["y = np.maximum(x, 0)", "return y"],
        "y = np.maximum(x, 0, out=x)",
    ),
    "the graph of autograd kept": (
        ["with torch.no_grad():", "    return x"],
        "with torch.enable_grad():",
    ),
    "no loop at all": (["for y in x:", "    w = y", "return w"], "for y in []:"),
}


@pytest.mark.parametrize("mistake", STEPS)
def test_statements_are_mutated_too(mistake: str) -> None:
    lines, after = STEPS[mistake]
    assert after in changes(*lines)


def test_a_value_that_leaves_the_graph_is_a_mistake_in_a_module_alone() -> None:
    method = (
        "    def forward(self, x):\n        # BEGIN SOLUTION\n"
        "        return self.a(x)\n        # END SOLUTION\n"
    )
    detached = "return (self.a(x)).detach()"
    found = {
        base: detached in {m.after.strip() for m in mutants(f"class A({base}):\n{method}")}
        for base in ("nn.Module", "torch.autograd.Function")
    }
    assert found == {"nn.Module": True, "torch.autograd.Function": False}


def test_no_mutant_shifts_the_bits_of_a_number() -> None:
    assert not any(sign in after for after in changes("return x + w") for sign in ("<<", "|", "^"))
    assert "return x & w" in changes("return x | w")


def test_mutants_are_the_same_every_time() -> None:
    assert mutants(SOURCE) == mutants(SOURCE)


OTHER_LINES = {
    "above": ("SCALE = 3", "SCALE = 3\nSHIFT = 4"),
    "in the same function": ("    total = x.mean", "    other = x + 9\n    total = x.mean"),
    "documentation": ('"""Add 5 + 5."""', '"""Add six."""'),
    "a comment": ("  # 2 + 2", "  # four"),
    "another function": ("    return y + 6", "    return y + 6 + given"),
}


@pytest.mark.parametrize("what", OTHER_LINES)
def test_an_id_lasts_as_long_as_its_line(what: str) -> None:
    old, new = OTHER_LINES[what]
    assert old in SOURCE
    before, after = mutants(SOURCE), mutants(SOURCE.replace(old, new))
    kept = ("return total + given", "return total - given")
    assert by_change(before)[kept] == by_change(after)[kept]
    assert len({mutant.id for mutant in after}) == len(after)


def test_equal_changes_in_one_function_are_numbered() -> None:
    found = mutants(function("y = x + 1", "y = x + 1", "return y"))
    ids = [mutant.id for mutant in found if mutant.after.strip() == "y = x - 1"]
    assert len(ids) == 2
    assert ids[1] == f"{ids[0]}.2"


def test_a_mutant_knows_where_it_is() -> None:
    source = (
        "class A:\n    def f(self, x):\n        # BEGIN SOLUTION\n"
        "        y = 'é' * (x + 1)\n        return y\n        # END SOLUTION\n"
    )
    mutant = next(m for m in mutants(source) if m.operator == "ReplaceBinaryOperator_Add_Sub")
    assert (mutant.function, mutant.line) == ("A.f", 4)
    assert mutant.id.startswith("A.f:")
    assert mutant.own.startswith("class A:")
    assert mutant.own in mutant.source
    assert mutant.change == "- y = 'é' * (x + 1)\n+ y = 'é' * (x - 1)"
    assert "y = 'é' * (1)" in {m.after.strip() for m in mutants(source)}


def test_a_diff_makes_the_mutant(tmp_path: Path) -> None:
    for mutant in mutants(SOURCE)[::5]:
        path = tmp_path / "layers.py"
        path.write_text(SOURCE)
        patch = f"--- layers.py\n+++ layers.py\n{mutant.diff}\n"
        command = ["git", "apply", "--unidiff-zero", "-p0", "-"]
        subprocess.run(command, cwd=tmp_path, input=patch, text=True, check=True)
        assert path.read_text() == mutant.source
