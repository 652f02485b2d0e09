"""What stands between solution markers never reaches a student."""

import pytest

from autograder.release.stub import MarkerError, half_of, stub_of

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
    assert "secret" not in stub.lower().replace("secretly", "")
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
        ("x = 1  # BEGIN SOLUTION\n# END SOLUTION\n", 1),
        ("def f():\n    # BEGIN SOLUTION\n    return 1\n# END SOLUTION\n", 4),
    ],
)
def test_anything_like_a_marker_that_is_none_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(MarkerError, match=f"line {line}:"):
        stub_of(text)
