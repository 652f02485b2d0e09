"""An output is right in kind, dtype, device, shape and value, and a mismatch says in which not."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking.compare import (
    Mismatch,
    form_mismatch,
    largest_deviation,
    value_mismatch,
    wanted_dtype,
)
from autograder.checking.trial import Trial
from autograder.worker.arrays import Output, output_of

PUBLIC = Trial("question", "case", True, "values", "numpy", "cpu", "float64")
HIDDEN = replace(PUBLIC, public=False)
FLOAT32 = replace(PUBLIC, dtype="float32")
TORCH = replace(PUBLIC, library="torch")
CUDA = replace(TORCH, device="cuda")
X = np.array([[1.0, -2.0, 3.0], [0.5, 8.0, -1.0]])


def form(trial: Trial, actual: Any, expected: Any) -> str | None:
    """What is said about an output's form; None if it is right."""
    actual = actual if isinstance(actual, Output) else output_of(actual)
    mismatch = form_mismatch(trial, "out", actual, output_of(expected))
    return mismatch and mismatch.message


def value(trial: Trial, actual: Any, expected: Any, allowed: float = 1.0) -> Mismatch | None:
    return value_mismatch(trial, "out", output_of(actual), output_of(expected), allowed)


def assert_tells(message: str | None, *words: str) -> None:
    assert message is not None
    assert message.startswith("out ")
    for word in words:
        assert word in message


# ---- form --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trial", "actual", "expected"),
    [
        (PUBLIC, X, X),
        (PUBLIC, X.T.copy().T, X),
        (FLOAT32, X.astype(np.float32), X),
        (PUBLIC, np.arange(3), np.arange(3)),
        (PUBLIC, X > 0, X > 0),
        (PUBLIC, 2.5, 1.0),
        (PUBLIC, 3, 1.0),
        (PUBLIC, np.float32(2.5), 1.0),
        (PUBLIC, np.array(2.5), 1.0),
        (PUBLIC, 2.5, np.array(1.0)),
        (TORCH, torch.tensor(X), torch.tensor(X)),
        (TORCH, torch.tensor(X).requires_grad_(), torch.tensor(X)),
        (TORCH, 2.5, torch.tensor(1.0)),
        (PUBLIC, "a", "b"),
    ],
)
def test_a_right_form_is_accepted(trial: Trial, actual: Any, expected: Any) -> None:
    assert form(trial, actual, expected) is None


@pytest.mark.parametrize(
    ("trial", "actual", "expected", "told"),
    [
        (PUBLIC, None, X, "None"),
        (PUBLIC, [1.0, 2.0], X, "list"),
        (PUBLIC, (X, X), X, "tuple"),
        (PUBLIC, {"out": X}, X, "dict"),
        (PUBLIC, 2.5, X, "a single number"),
        (PUBLIC, "text", X, "a string"),
        (PUBLIC, torch.tensor(X), X, "a torch tensor"),
        (TORCH, X, torch.tensor(X), "a numpy array"),
        (PUBLIC, X, "text", "a numpy array"),
        (PUBLIC, np.ma.masked_invalid(X), X, "MaskedArray"),
    ],
)
def test_another_kind_is_told_by_name(trial: Trial, actual: Any, expected: Any, told: str) -> None:
    assert_tells(form(trial, actual, expected), told, "expected")


def test_another_dtype_is_told_with_both_names_and_advice() -> None:
    assert_tells(form(FLOAT32, X, X), "float64", "expected float32", "dtype of the inputs")
    assert_tells(form(PUBLIC, X.astype(int), X), "int64", "expected float64")
    assert_tells(form(PUBLIC, X, X > 0), "float64", "expected bool")
    assert_tells(form(PUBLIC, X + 0j, X), "complex128", "expected float64")


def test_another_shape_is_told_with_both_shapes_and_never_broadcast() -> None:
    row = np.zeros(3)
    assert_tells(form(PUBLIC, row[None], row), "(1, 3)", "expected (3,)")
    assert_tells(form(PUBLIC, row, row[None]), "(3,)", "expected (1, 3)")
    assert_tells(form(PUBLIC, np.zeros(()), np.zeros(1)), "()", "expected (1,)")
    assert_tells(form(PUBLIC, np.zeros((3, 0)), np.zeros((0, 3))), "(3, 0)", "expected (0, 3)")


def test_another_device_is_told() -> None:
    told = form(CUDA, torch.tensor(X), torch.tensor(X))
    assert_tells(told, "cpu", "cuda")
    on_gpu = Output("tensor", "float64", (2, 3), "cuda:0")
    assert form(CUDA, on_gpu, torch.tensor(X)) is None


def test_the_kind_is_told_before_the_dtype_and_that_before_device_and_shape() -> None:
    right = torch.tensor(X)
    wrong_shape = torch.tensor(X[:1])
    assert_tells(form(CUDA, wrong_shape.numpy().astype(int), right), "numpy array")
    assert_tells(form(CUDA, wrong_shape.int(), right), "dtype int32")
    assert_tells(form(CUDA, wrong_shape, right), "cpu")
    assert_tells(form(TORCH, wrong_shape, right), "(1, 3)")


def test_a_complex_number_is_no_number() -> None:
    assert_tells(form(PUBLIC, np.complex64(1), 1.0), "complex64")


def test_floats_are_wanted_in_the_trial_s_dtype_and_the_rest_in_the_reference_s() -> None:
    assert wanted_dtype(FLOAT32, output_of(X)) == "float32"
    assert wanted_dtype(FLOAT32, output_of(X > 0)) == "bool"
    assert wanted_dtype(FLOAT32, output_of(np.arange(2))) == "int64"


@pytest.mark.parametrize("public", [True, False])
def test_a_name_that_hides_a_value_is_shown_for_public_cases_only(public: bool) -> None:
    trial = replace(PUBLIC, public=public)
    secret = "x_is_1_2345"
    for actual in (Output(secret), Output("array", secret, (2, 3), "cpu")):
        told = form(trial, actual, X)
        assert_tells(told)
        assert (secret in str(told)) == public
    on_device = Output("tensor", "float64", (2, 3), secret)
    assert secret not in str(form(replace(TORCH, public=False), on_device, torch.tensor(X)))


def test_a_shape_that_spells_a_value_is_not_shown_for_hidden_cases() -> None:
    spelling = Output("array", "float64", (1, 2345, 678), "cpu")
    assert "2345" in str(form(PUBLIC, spelling, X))
    assert "2345" not in str(form(HIDDEN, spelling, X))


# ---- values ------------------------------------------------------------------------------------


@pytest.mark.parametrize("trial", [PUBLIC, HIDDEN, FLOAT32])
def test_equal_values_pass(trial: Trial) -> None:
    assert value(trial, X, X.copy()) is None
    assert value(trial, np.zeros((0, 3)), np.zeros((0, 3))) is None
    assert value(trial, np.array([np.inf]), np.array([np.inf])) is None


def test_the_allowed_deviation_is_in_units_of_the_dtype() -> None:
    # A unit of float64 at 1 is 1e-7 + 1e-7; of float32 1e-5 + 1.3e-6.
    off = np.array([1 + 3e-7])
    assert value(PUBLIC, off, np.ones(1), allowed=1) is not None
    assert value(PUBLIC, off, np.ones(1), allowed=1.6) is None
    assert value(FLOAT32, off, np.ones(1), allowed=1) is None


def test_a_mismatch_measures_against_what_is_allowed() -> None:
    mismatch = value(PUBLIC, np.array([1.0, 1 + 6e-7]), np.ones(2), allowed=2)
    assert mismatch is not None
    assert mismatch.output == "out"
    assert mismatch.measured == pytest.approx(3, rel=1e-6)
    assert mismatch.allowed == 2


def test_the_largest_deviation_is_told_with_its_place_and_the_count() -> None:
    actual = X.copy()
    actual[0, 1] += 0.25
    actual[1, 2] += 3.0
    mismatch = value(PUBLIC, actual, X)
    assert mismatch is not None
    # At [1, 2] the deviation is 3 and the right value is -1.
    assert_tells(mismatch.message, "[1, 2]", "off by 3", "2 of 6", "return 2,", "right is -1")


@settings(deadline=None, max_examples=40)
@given(
    place=st.tuples(st.integers(0, 3), st.integers(0, 4)),
    size=st.floats(1e-3, 1e6),
    seed=st.integers(0, 99),
)
def test_one_wrong_value_is_found_wherever_it_is(
    place: tuple[int, int], size: float, seed: int
) -> None:
    right = np.random.default_rng(seed).normal(size=(4, 5))
    wrong = right.copy()
    wrong[place] += size
    for trial in (PUBLIC, HIDDEN):
        mismatch = value(trial, wrong, right)
        assert mismatch is not None
        assert_tells(mismatch.message, f"[{place[0]}, {place[1]}]", "1 of 20")


@pytest.mark.parametrize(("bad", "told"), [(np.nan, "NaN"), (np.inf, "infinite")])
def test_a_value_that_is_not_finite_is_told_before_any_deviation(bad: float, told: str) -> None:
    actual = X + 1000
    actual[1, 0] = bad
    for trial in (PUBLIC, HIDDEN):
        mismatch = value(trial, actual, X)
        assert mismatch is not None
        assert_tells(mismatch.message, told, "[1, 0]")


def test_a_finite_value_where_an_infinity_belongs_fails() -> None:
    mismatch = value(PUBLIC, np.array([1.0, 5.0]), np.array([1.0, np.inf]))
    assert mismatch is not None
    assert_tells(mismatch.message, "[1]")


def test_numbers_are_compared_without_a_place() -> None:
    mismatch = value(PUBLIC, 0.75, 0.25)
    assert mismatch is not None
    assert_tells(mismatch.message, "off by 0.5", "right is 0.25")
    assert "[" not in mismatch.message
    assert value(PUBLIC, 1, 1.0) is None


def numbers_in(message: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e[-+]?\d+)?", message)]


@settings(deadline=None, max_examples=40)
@given(seed=st.integers(0, 10_000), scale=st.floats(0.1, 100))
def test_a_hidden_case_shows_no_value_of_either_side(seed: int, scale: float) -> None:
    right = scale * np.random.default_rng(seed).normal(size=(3, 4)) + 0.123456
    mismatch = value(HIDDEN, np.zeros((3, 4)), right)
    assert mismatch is not None
    assert "right is" not in mismatch.message
    shown = numbers_in(mismatch.message.replace(" of 12 values", ""))
    # Whoever returns zeros could read the right value from a plain deviation.
    revealed = [n for n in shown if np.isclose(np.abs(right), abs(n), rtol=5e-3).any()]
    assert [n for n in revealed if n != int(n)] == []


def test_whole_numbers_and_bools_are_compared_exactly() -> None:
    assert value(PUBLIC, np.array([1, 2, 3]), np.array([1, 2, 3])) is None
    mismatch = value(PUBLIC, np.array([1, 2, 4]), np.array([1, 2, 3]), allowed=1e9)
    assert mismatch is not None
    assert_tells(mismatch.message, "1 of 3")
    assert value(PUBLIC, np.array([True, False]), np.array([True, True])) is not None


def test_texts_are_compared_line_by_line() -> None:
    assert value(PUBLIC, "weight\nbias", "weight\nbias") is None
    mismatch = value(PUBLIC, "weight\nbeta", "weight\nbias")
    assert mismatch is not None
    assert_tells(mismatch.message, "bias", "beta")
    assert "weight" not in mismatch.message
    assert value(PUBLIC, "bias\nweight", "weight\nbias") is not None


def test_a_hidden_text_is_not_shown() -> None:
    mismatch = value(HIDDEN, "x is 1.25", "the right answer")
    assert mismatch is not None
    assert "1.25" not in mismatch.message
    assert "right answer" not in mismatch.message


def test_the_largest_deviation_of_what_is_no_float_is_none() -> None:
    assert largest_deviation(PUBLIC, output_of("a"), output_of("b")) == 0
    assert largest_deviation(PUBLIC, output_of(np.array([1])), output_of(np.array([9]))) == 0
    deviation = largest_deviation(PUBLIC, output_of(np.array([1.0, 7e-7])), output_of(np.eye(1, 2)))
    assert deviation == pytest.approx(7)
