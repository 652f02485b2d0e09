"""A question that a change can't reach is known by names; in doubt it is taken to be reached."""

import pytest

from autograder.audit.dependence import may_differ, parse

EXERCISES = """
def forward(solution, x):
    return {"out": solution.forward(x)}

def backward(solution, x):
    return given(solution, x)

def given(solution, x):
    return {"dx": solution.backward(x)}

def by_name(solution, x):
    return {"out": getattr(solution, "for" + "ward")(x)}
"""
REFERENCE = """
import numpy as np

SCALE = 3

def forward(x):
    return helper(x)

def helper(x):
    return np.sqrt(x)

class Layer:
    def apply(self, x):
        return SCALE * x

def backward(x):
    return Layer().apply(x)
"""

CHANGES = {
    "the function itself": ("def forward(x): return 1", {"forward"}),
    "what it calls": ("def helper(x): return 1", {"forward"}),
    "a class that it uses": ("class Layer: pass", {"backward"}),
    "a constant behind a class": ("SCALE = 4", {"backward"}),
    "another function of a library's name": ("import math as np", {"forward"}),
    "a name that nobody uses": ("def other(x): return forward(x)", set()),
    "words alone": ('"""A note."""\nFAILS = ["forward"]', set()),
    "a statement that may do anything": ("print(3)", {"forward", "backward"}),
    "an attribute that is set": ("import numpy\nnumpy.sqrt = abs", {"forward", "backward"}),
    "a call whose result is kept": ("n = print(3)", {"forward", "backward"}),
    "in one branch of two": ("if True:\n    def forward(x): pass", {"forward", "backward"}),
}


@pytest.mark.parametrize(("own", "reached"), CHANGES.values(), ids=CHANGES)
def test_a_change_reaches_what_mentions_it(own: str, reached: set[str]) -> None:
    whole, changed, exercises = parse(REFERENCE + own), parse(own), parse(EXERCISES)
    found = {q for q in ("forward", "backward") if may_differ(q, exercises, whole, changed)}
    assert found == reached


def test_a_name_that_is_made_up_may_be_any() -> None:
    changed = parse("SCALE = 4")
    assert may_differ("by_name", parse(EXERCISES), parse(REFERENCE), changed)
