"""What stands between solution markers never reaches a student."""

import contextlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.release.stub import half_of, stub_of
from autograder.spec.markers import BEGIN, END, MarkerError

SOURCE = '''"""Layers."""

import numpy as np

# BEGIN SOLUTION
SECRET = 1
# END SOLUTION


def forward(x):
    """Say how."""
    # BEGIN SOLUTION
    out = secret(x)
    return out
    # END SOLUTION


class Layer:
    """A layer."""

    # BEGIN SOLUTION
    secret = 2
    # END SOLUTION

    def backward(self, dout):
        """Say how."""
        given = dout
        # BEGIN SOLUTION
        return secret(given)
        # END SOLUTION
'''

STUB = '''"""Layers."""

import numpy as np



def forward(x):
    """Say how."""
    raise NotImplementedError("forward is yours to write")


class Layer:
    """A layer."""


    def backward(self, dout):
        """Say how."""
        given = dout
        raise NotImplementedError("backward is yours to write")
'''


def test_a_stub_keeps_what_is_given_and_nothing_else() -> None:
    stub = stub_of(SOURCE)
    assert "secret" not in stub.lower()
    assert [line for line in stub.splitlines() if line] == [
        line for line in STUB.splitlines() if line
    ]


def test_a_half_done_hand_in_keeps_the_first_half_of_the_functions() -> None:
    half = half_of(SOURCE)
    assert "return out" in half
    assert "return secret(given)" not in half
    compile(half, "half", "exec")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# BEGIN SOLUTION\nx = 1\n", 1),
        ("x = 1\n# END SOLUTION\n", 2),
        ("# BEGIN SOLUTION\n# BEGIN SOLUTION\n# END SOLUTION\n# END SOLUTION\n", 2),
        ("#BEGIN SOLUTION\nx = 1\n#END SOLUTION\n", 1),
        ("# begin solution\nx = 1\n# end solution\n", 1),
        ("# BEGIN SOLUTION:\nx = 1\n# END SOLUTION\n", 1),
        ("# BEGINSOLUTION\nx = 1\n# END SOLUTION\n", 1),
        ("# SOLUTION\nx = 1\n", 1),
        ("# BEGIN_SOLUTION\nx = 1\n# END_SOLUTION\n", 1),
        ("# BEGIN      SOLUTION\nx = 1\n# END      SOLUTION\n", 1),
        ("# START SOLUTION\nx = 1\n# STOP SOLUTION\n", 1),
        ("# SOLUTION BEGINS\nx = 1\n# SOLUTION ENDS\n", 1),
        ("### BEGIN SOLUTION ###\nx = 1\n### END SOLUTION ###\n", 1),
        ("# --- solution ---\nx = 1\n", 1),
        ("x = 1\n# END SOLUTION\ny = 2\n# BEGIN SOLUTION\n", 2),
        ("# BEGIN SOLUTION\nx = 1\n# END SOLUTION\n\n# BEGIN SOLUTION\nx = 2\n", 5),
        ("x = 1  # BEGIN SOLUTION\n# END SOLUTION\n", 1),
        ("def f():\n    # BEGIN SOLUTION\n    return 1\n# END SOLUTION\n", 4),
    ],
)
def test_anything_like_a_marker_that_is_none_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(MarkerError, match=f"line {line}:"):
        stub_of(text)


@pytest.mark.parametrize(
    "comment",
    ["# the solution of the equation", "# begin with the sheet", "# in the end, solve it"],
)
def test_a_comment_that_speaks_of_solutions_is_no_marker(comment: str) -> None:
    assert stub_of(f"{comment}\nx = 1\n") == f"{comment}\nx = 1\n"


def test_a_stub_of_an_async_function_and_of_nested_ones_names_the_function_it_is_in() -> None:
    source = """
async def outer(x):
    def inner(y):
        # BEGIN SOLUTION
        return y
        # END SOLUTION
    # BEGIN SOLUTION
    return inner(x)
    # END SOLUTION
"""
    names = re.findall(r'NotImplementedError\("(\w+) is', stub_of(source))
    assert names == ["inner", "outer"]


def test_a_source_without_markers_stays_as_it_is() -> None:
    assert stub_of("x = 1\n\n\ndef f():\n    return x\n").splitlines() == [
        "x = 1", "", "", "def f():", "    return x"
    ]  # fmt: skip


@st.composite
def marked_sources(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A module of functions and methods with solutions in them; and the lines that are given."""
    lines, given_lines = [], []
    for number in range(draw(st.integers(1, 5))):
        in_class = draw(st.booleans())
        if in_class:
            given_lines.append(f"class Layer{number}:")
            lines.append(given_lines[-1])
        indent = "    " * in_class
        body = [f"{indent}def function_{number}(x):", f'{indent}    """Given {number}."""']
        body += [f"{indent}    given_{number}_{n} = x" for n in range(draw(st.integers(0, 2)))]
        given_lines += body
        secrets = draw(st.lists(st.sampled_from(["x", "x * 2", "[\n  x,\n]"]), max_size=3))
        lines += [*body, f"{indent}    {BEGIN}"]
        lines += [f"{indent}    secret_{n} = {text}" for n, text in enumerate(secrets)]
        lines += [f"{indent}    return secret_value", f"{indent}    {END}", ""]
    return "\n".join(lines), given_lines


@settings(deadline=None)
@given(marked_sources())
def test_nothing_between_markers_survives_and_all_else_does(made: tuple[str, list[str]]) -> None:
    source, given_lines = made
    stub = stub_of(source)
    compile(stub, "stub", "exec")
    assert "secret" not in stub
    assert "SOLUTION" not in stub
    kept = [line for line in stub.splitlines() if line and "NotImplementedError" not in line]
    assert kept == given_lines
    assert stub.count("raise NotImplementedError") == source.count(BEGIN)


@settings(deadline=None)
@given(made=marked_sources(), place=st.integers(0, 10**6), seed=st.integers(0, 10**6))
def test_a_damaged_marker_is_an_error_or_ships_nothing(
    made: tuple[str, list[str]], place: int, seed: int
) -> None:
    """One letter of one marker is lost, whichever: the other marker has no partner any more."""
    source, _ = made
    markers = [match.start() for match in re.finditer(f"{BEGIN}|{END}", source)]
    start = markers[place % len(markers)]
    letter = start + seed % len(END)
    damaged = source[:letter] + source[letter + 1 :]
    with contextlib.suppress(MarkerError):
        assert "secret" not in stub_of(damaged)
