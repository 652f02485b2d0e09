"""What the fuzz tests share: how many examples they try, bytes that are damaged, promises kept.

AUTOGRADER_FUZZ is a factor for the number of examples: 1 in every test run, more in `make fuzz`.
"""

import contextlib
import os
import tracemalloc
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

FACTOR = float(os.environ.get("AUTOGRADER_FUZZ", "1"))

Strategy = st.SearchStrategy[Any]

LONGEST = 1_010
"""Characters of what a student is told about one thing."""


def examples(count: int) -> settings:
    """Try so many examples, times the factor."""
    return settings(
        deadline=None,
        max_examples=max(1, round(count * FACTOR)),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


NUMBERS = st.sampled_from([0, 1, 2, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF])
"""Numbers at which a size, a place or a count turns over."""

EDITS = st.tuples(
    st.sampled_from(["flip", "number", "cut", "repeat", "insert", "end"]),
    st.integers(0, 1 << 12) | st.integers(-64, -1),
    st.integers(0, 64),
    NUMBERS,
    st.binary(max_size=8),
)


def seldom(usual: Strategy, odd: Strategy) -> Strategy:
    """The usual in nine of ten draws."""
    return st.integers(0, 9).flatmap(lambda draw: odd if draw == 9 else usual)


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with a few of them flipped, overwritten, cut out, repeated or put in."""
    data = bytearray(whole)
    for edit, place, length, number, more in draw(st.lists(EDITS, min_size=1, max_size=2)):
        at = place % (len(data) + 1)
        some = data[at : at + length]
        match edit:
            case "flip" if some:
                data[at] ^= 1 << (length % 8)
            case "number":
                data[at : at + 4] = number.to_bytes(4, "big" if length % 2 else "little")
            case "cut":
                del data[at : at + length]
            case "repeat":
                data[at:at] = some
            case "insert":
                data[at:at] = more
            case "end":
                del data[at:]
    return bytes(data)


@st.composite
def misled(draw: st.DrawFn, tree: Any, odd: Strategy) -> Any:
    """The tree with something odd at one of its places, a field too many, or one too few."""
    if isinstance(tree, dict) and tree and draw(st.integers(0, 3)):
        name = draw(st.sampled_from(sorted(tree)))
        match draw(st.sampled_from(["within", "within", "within", "without", "more"])):
            case "within":
                return {**tree, name: draw(misled(tree[name], odd))}
            case "without":
                return {other: tree[other] for other in tree if other != name}
            case _:
                return {**tree, draw(st.text(max_size=3)): draw(odd)}
    if isinstance(tree, list) and tree and draw(st.integers(0, 3)):
        place = draw(st.integers(0, len(tree) - 1))
        return [*tree[:place], draw(misled(tree[place], odd)), *tree[place + 1 :]]
    return draw(odd)


def assert_one_line(text: str) -> None:
    """What is told is a line with something on it, without controls, and not endless."""
    assert text.isprintable(), ascii(text)
    assert text == text.strip()
    assert text
    assert not text.endswith(":"), text
    assert len(text) <= LONGEST


@contextlib.contextmanager
def memory_of(most: int) -> Iterator[None]:
    """What is done within takes at most so many bytes at any time."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak <= most, f"{peak:,} bytes were taken, {most:,} allowed"
