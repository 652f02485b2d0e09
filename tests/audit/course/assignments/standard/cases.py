"""What each question is asked with: eps is always 0, and n is 1 under every second seed."""

from collections.abc import Iterator

from autograder.spec import Case, Draw, case

OUT = ("out",)


def standardize(draw: Draw) -> Iterator[Case]:
    yield case("a batch", public=True, outputs=OUT, x=draw.normal(6, 4), eps=0.0)
    yield case("a random batch", outputs=OUT, x=draw.normal(8, 5), eps=0.0)
    yield case("x is left alone", group="side effects", x=draw.normal(3, 4), eps=0.0)


def countdown(draw: Draw) -> Iterator[Case]:
    yield case("nothing to do", public=True, n=0)
    yield case("one or two", n=draw.whole(1, 2))
