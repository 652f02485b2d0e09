"""What each question is asked with."""

from collections.abc import Iterator

from autograder.spec import Case, Draw, case

HIDDEN_CASES = 14


def relu_forward(draw: Draw) -> Iterator[Case]:
    yield case("two rows", public=True, x=draw.away_from_zero(2, 3))
    for number in range(HIDDEN_CASES):
        yield case(f"batch {number}", x=draw.away_from_zero(16, 8))


def relu_backward(draw: Draw) -> Iterator[Case]:
    yield case("two rows", public=True, x=draw.away_from_zero(2, 3), dout=draw.normal(2, 3))
    for number in range(HIDDEN_CASES):
        yield case(f"batch {number}", x=draw.away_from_zero(16, 8), dout=draw.normal(16, 8))
