"""A question that a change can't reach is known by names; in doubt it is taken to be reached."""

import pytest

from autograder.judge.dependence import may_differ, parse

EXERCISES = """
def forward(solution, x):
    return {"out": solution.forward(x)}

def backward(solution, x):
    return given(solution, x)

def given(solution, x):
    return {"dx": solution.backward(x)}

def by_name(solution, x):
    return {"out": getattr(solution, "for" + "ward")(x)}

def by_a_known_name(solution, x):
    return {"out": getattr(solution, "forward", None)(x)}

def by_a_method(solution, x):
    return {"out": solution.backward(x.eval())}
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


def test_a_module_put_into_evaluation_is_no_call_of_eval() -> None:
    exercises = parse("def evaluated(solution, x): return solution.Layer().eval()")
    assert not may_differ("evaluated", exercises, parse(REFERENCE), parse("def helper(x): pass"))
    assert may_differ("evaluated", exercises, parse(REFERENCE), parse("SCALE = 4"))


def test_a_name_that_is_made_up_may_be_any() -> None:
    changed = parse("SCALE = 4")
    assert may_differ("by_name", parse(EXERCISES), parse(REFERENCE), changed)


@pytest.mark.parametrize(
    ("question", "reached"), [("by_a_known_name", {"forward"}), ("by_a_method", {"backward"})]
)
def test_a_known_name_and_a_method_are_what_they_say(question: str, reached: set[str]) -> None:
    exercises, whole = parse(EXERCISES), parse(REFERENCE)
    changes = {name: parse(f"def {name}(x): return 1") for name in ("forward", "backward")}
    found = {n for n, changed in changes.items() if may_differ(question, exercises, whole, changed)}
    assert found == reached


@pytest.mark.parametrize(
    ("own", "left"),
    [
        ("import numpy as np", set()),
        ("import math as np", {"np"}),
        ("import numpy as np\nnp = None", {"np"}),
        ("import numpy as np\ndef forward(x): return np.sqrt(x)", {"forward"}),
    ],
)
def test_an_import_that_is_there_already_changes_nothing(own: str, left: set[str]) -> None:
    assert set(parse(own).besides(parse(REFERENCE)).mentions) == left


def test_imports_are_told_apart_one_by_one() -> None:
    reference = parse("from torch import Tensor, nn")
    assert set(parse("from torch import nn, sqrt").besides(reference).mentions) == {"sqrt"}


def test_an_import_undoes_what_the_reference_made_of_the_name() -> None:
    reference = parse(f"{REFERENCE}\nnp = None")
    assert set(parse("import numpy as np").besides(reference).mentions) == {"np"}


# ---- the code that a name depends on -----------------------------------------------------------

CASES = """
# what all share
SIZES = tuple(range(3))
OTHER = 4

def forward(draw):
    '''Its own words.'''
    yield SIZES  # a remark

def backward(draw):
    yield OTHER
"""


def test_the_code_of_a_name_is_what_it_mentions_without_comments() -> None:
    code = parse(CASES).text(["forward"])
    assert "SIZES = tuple(range(3))" in code
    assert "yield SIZES" in code
    assert "OTHER" not in code
    assert "remark" not in code


@pytest.mark.parametrize(
    "anything", ["SIZES.append(3)", "if OTHER:\n    SIZES = ()", "@kept\ndef more(): pass"]
)
def test_what_may_do_anything_belongs_to_every_name(anything: str) -> None:
    with_it = parse(f"{CASES}\n{anything}\n")
    assert anything.splitlines()[0] in with_it.text(["forward"])
    assert anything.splitlines()[0] in with_it.text(["backward"])


def test_code_that_looks_names_up_depends_on_all() -> None:
    code = parse(CASES.replace("yield OTHER", "yield globals()['SIZ' + 'ES']")).text(["backward"])
    assert "yield SIZES" in code
