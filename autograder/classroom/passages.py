"""A source as the set of its passages: what it says, whatever its names, comments and layout.

Any text has passages, also one that is no Python.
"""

import builtins
import keyword
import re
import zlib
from collections.abc import Collection

import numpy as np
import numpy.typing as npt

LENGTH = 12
"""Words of a passage: about a line and a half of code."""

Words = npt.NDArray[np.uint64]
"""One after the other, each as a number."""

Passages = npt.NDArray[np.uint64]
"""Each once, in ascending order, as a number."""

_FACTOR = 0x9E3779B97F4A7C15
"""Odd and large, as in hashes of Fibonacci: the same words in another order are another passage."""

_WORD = re.compile(
    r"""
    [ ]*\#[^\n]*                                                        # a comment
    | (?P<text>[rbfuRBFU]{0,2}(?:\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''
        |"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))
    | (?P<attribute>\.[^\W\d]\w*)
    | (?P<name>[^\W\d]\w*)
    | (?P<other>\d[\w.]*|[^\s\w(),;])             # brackets may be left out or doubled
    """,
    re.VERBOSE,
)

_BEGINNINGS = np.array([zlib.crc32(word) for word in (b"def", b"class")], np.uint64)

_DEFINED = re.compile(r"\b(?:def|class)\s+(\w+)")

_EVERYBODYS = frozenset({*keyword.kwlist, *keyword.softkwlist, *dir(builtins), "np", "torch"})


def names_in(source: str) -> frozenset[str]:
    """The functions and classes that a source defines: by these names all are to call theirs."""
    return frozenset(_DEFINED.findall(source))


def words_of(source: str, names: Collection[str] = ()) -> Words:
    """The words of a source in their order.

    All texts are one word, and so are all names but these, attributes and Python's own.
    """
    numbers: dict[str, int] = {}
    found = []
    for match in _WORD.finditer(source):
        kind, word = match.lastgroup, match[0]
        if kind is None:
            continue
        if kind == "text":
            word = '""'
        elif kind == "name" and word not in _EVERYBODYS and word not in names:
            word = "a name"
        if word not in numbers:
            numbers[word] = zlib.crc32(word.encode("utf-8", "replace"))
        found.append(numbers[word])
    return np.array(found, np.uint64)


def passages_of(words: Words) -> Passages:
    """Every few words in a row, as one number each; none goes over where a definition begins."""
    count = len(words) - LENGTH + 1
    if count < 1:
        return np.empty(0, np.uint64)
    whole = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for at in range(LENGTH):
            whole = whole * np.uint64(_FACTOR) + words[at : at + count]
    begun = np.cumsum(np.isin(words, _BEGINNINGS))
    return np.unique(whole[begun[:count] == begun[LENGTH - 1 :]])
