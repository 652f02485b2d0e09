"""How a wrong answer comes from the right one is told where it does, and never guessed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking.trial import Trial
from autograder.judge import amounts, factors, places, regions, relations, variations
from autograder.judge.comparison import Comparison
from autograder.judge.relations import relation

Array = npt.NDArray[np.float64]

DTYPES = ["float64", "float32"]
MANY = settings(max_examples=20, deadline=None)
FEW = settings(max_examples=5, deadline=None)
seeds = st.integers(0, 2**32 - 1)


def source(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def a_trial(inputs: dict[str, Any], dtype: str = "float64", *, public: bool = True) -> Trial:
    return Trial("layer", "case", public, "values", "numpy", "cpu", dtype, inputs=inputs)


def rounded(values: Array, dtype: str) -> Array:
    """As a student's code would have them: in the dtype, and off by some of its last digits."""
    digits = 1e-15 if dtype == "float64" else 1e-7
    if values.size == 0 or np.ptp(values) == 0:
        return values
    wobble = 1 + digits * np.cos(np.arange(values.size)).reshape(values.shape)
    return (values * wobble).astype(dtype).astype(np.float64)


def told(
    answer: Any,
    right: Any,
    dtype: str = "float64",
    *,
    inputs: dict[str, Any] | None = None,
    others: dict[str, Any] | None = None,
    reference: Callable[..., Any] | None = None,
    public: bool = True,
    allowed: float = 1.0,
) -> str:
    """What is said of a wrong answer; `reference` gives the right one for other inputs."""
    trial = a_trial(inputs or {}, dtype, public=public)

    def run(other: Trial) -> dict[str, Array]:
        if reference is None:
            return {}
        try:
            return {"out": np.asarray(reference(**other.inputs), np.float64)}
        except Exception:
            return {}

    mine = rounded(np.asarray(answer, np.float64), dtype)
    comparison = Comparison(trial, "out", mine, np.asarray(right, np.float64), allowed)
    return relation(comparison, {"out": comparison.right, **(others or {})}, run)


# ---- each relation is found --------------------------------------------------------------------


def cumulated_backwards(right: Array) -> Array:
    return np.flip(np.cumsum(np.flip(right, 0), 0), 0)


CHANGES: dict[str, tuple[Callable[[Array], Array], tuple[int, ...], str]] = {
    "the other sign": (np.negative, (4, 5), "sign is turned round"),
    "transposed": (np.transpose, (5, 5), "transposed"),
    "three axes in another order": (lambda r: r.transpose(0, 2, 1), (3, 4, 4), "another order"),
    "axes moved in a circle": (lambda r: r.transpose(2, 0, 1), (4, 4, 4), "another order"),
    "a reshape that is to move an axis": (
        lambda r: r.transpose(0, 2, 3, 1).reshape(r.shape),
        (2, 3, 4, 5),
        "as after a reshape",
    ),
    "rows back to front": (lambda r: r[::-1], (4, 3), "back to front along axis 0"),
    "columns back to front": (lambda r: r[:, ::-1], (4, 3), "back to front along axis 1"),
    "the first row again and again": (
        lambda r: r[[0, 0, 0, 0]],
        (4, 3),
        "first entry along axis 0",
    ),
    "the last column again and again": (
        lambda r: r[:, [2, 2, 2]],
        (4, 3),
        "last entry along axis 1",
    ),
    "one place too late": (lambda r: np.append(0.0, r[:-1]), (9,), "one place too late"),
    "one row too early": (lambda r: np.roll(r, -1, 0), (5, 3), "one place too early along axis 0"),
    "rows in another order": (lambda r: r[[2, 0, 3, 1, 4]], (5, 3), "Along axis 0 your entries"),
    "values in other places": (lambda r: r[[3, 0, 4, 2, 1, 5]], (6,), "lie in other places"),
    "sorted": (lambda r: np.sort(r, axis=None).reshape(r.shape), (4, 5), "lie in other places"),
    "a running sum": (lambda r: np.cumsum(r, 0), (6, 3), "running sum of the right answer"),
    "steps of a running sum": (
        lambda r: np.diff(r, axis=1, prepend=0),
        (3, 6),
        "is the running sum of what you return",
    ),
    "the mean along an axis": (
        lambda r: np.broadcast_to(r.mean(1, keepdims=True), r.shape),
        (4, 5),
        "the mean of the right entries",
    ),
    "the sum along an axis": (
        lambda r: np.broadcast_to(r.sum(0, keepdims=True), r.shape),
        (4, 5),
        "the sum of the right entries",
    ),
    "squared": (np.square, (4, 5), "the square of the right answer"),
    "without signs": (np.abs, (4, 5), "without its signs"),
    "its exponential": (np.exp, (4, 5), "the exponential of the right answer"),
    "one minus it": (lambda r: 1 - r, (4, 5), "1 minus the right answer"),
    "another number for each column": (
        lambda r: r * np.linspace(0.5, 2, r.shape[1]),
        (6, 4),
        "At each index of axis 1 what you return is the right answer times",
    ),
    "another shift for each row": (
        lambda r: r + np.linspace(0.5, 2, len(r))[:, None],
        (4, 6),
        "At each index of axis 0 what you return is the right answer plus",
    ),
    "a number for each channel": (
        lambda r: r * np.array([2.0, 3.0, 0.5])[:, None, None],
        (2, 3, 4, 5),
        "At each index of axis 1",
    ),
    "a multiple": (lambda r: 1.7 * r, (3, 4), "times 1.7,"),
    "a negative multiple": (lambda r: -2.5 * r, (3, 4), "times -2.5,"),
    "a constant more": (lambda r: r + 0.7, (3, 4), "plus a constant"),
    "twice": (lambda r: 2 * r, (3, 4), "times 2"),
    "half": (lambda r: r / 2, (3, 4), "divided by 2"),
    "all zeros": (np.zeros_like, (3, 4), "all zeros"),
    "one number": (lambda r: np.full_like(r, 0.3), (3, 4), "the same number in every place"),
    "nothing but NaN": (lambda r: r * np.nan, (3, 4), "Not one of your values is a number"),
    "its first row alone": (
        lambda r: r * (np.arange(4) == 0)[:, None],
        (4, 3),
        "Only the first row",
    ),
    "its last row alone": (lambda r: r * (np.arange(4) == 3)[:, None], (4, 3), "Only the last row"),
    "its first value alone": (lambda r: r * (np.arange(5) == 0), (5,), "Only the first value"),
    "all rows but the last": (
        lambda r: r + 3 * (np.arange(4) == 3)[:, None],
        (4, 3),
        "Every row is right but the last one",
    ),
    "all columns but the first": (
        lambda r: r * (np.arange(4) > 0),
        (3, 4),
        "Every column is right but the first one",
    ),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("change", "shape", "words"), CHANGES.values(), ids=CHANGES)
@given(seed=seeds)
@FEW
def test_what_is_done_to_the_right_answer_is_told(
    change: Callable[[Array], Array], shape: tuple[int, ...], words: str, dtype: str, seed: int
) -> None:
    right = source(seed).normal(size=shape)
    assert words in told(change(right), right, dtype)


POSITIVE: dict[str, tuple[Callable[[Array], Array], str]] = {
    "its root": (np.sqrt, "the square root of the right answer"),
    "its logarithm": (np.log, "the logarithm of the right answer"),
    "one over it": (np.reciprocal, "one over the right answer"),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("change", "words"), POSITIVE.values(), ids=POSITIVE)
@given(seed=seeds)
@FEW
def test_what_is_done_to_positive_answers_is_told(
    change: Callable[[Array], Array], words: str, dtype: str, seed: int
) -> None:
    right = source(seed).uniform(1.5, 9, size=(3, 4))
    assert words in told(change(right), right, dtype)


def layer_inputs(seed: int) -> dict[str, Any]:
    draw = source(seed)
    settings_ = {"eps": 0.15, "p": 0.7, "mode": "train"}
    return {"x": draw.normal(size=(7, 5)), "gamma": draw.uniform(2, 3, 5), "settings": settings_}


GIVEN: dict[str, tuple[Callable[[Array, dict[str, Any]], Array], str]] = {
    "an input": (lambda r, g: g["x"], "is the input x, unchanged"),
    "an input added": (lambda r, g: r + g["x"], "the right answer plus x"),
    "a term left out": (lambda r, g: r - g["gamma"], "the right answer less gamma"),
    "a number left out": (lambda r, g: r - 0.15, "the right answer less eps"),
    "a factor twice": (lambda r, g: r * g["gamma"], "the right answer times gamma"),
    "a factor left out": (lambda r, g: r / g["gamma"], "the right answer divided by gamma"),
    "a sum for a mean": (lambda r, g: 7 * r, "times the length of x along axis 0,"),
    "a mean for a sum": (lambda r, g: r / 7, "divided by the length of x along axis 0,"),
    "a mean over the other axis": (lambda r, g: r * 7 / 35, "along axis 1,"),
    "over all values": (lambda r, g: r / 35, "divided by the number of values in x,"),
    "over the root of n": (lambda r, g: r / 7**0.5, "divided by the root of the length of x"),
    "n - 1 for n": (
        lambda r, g: r * 7 / 6,
        "times n / (n - 1), n being the length of x along axis 0",
    ),
    "p left out": (lambda r, g: r * 0.7, "times p,"),
    "divided by p twice": (lambda r, g: r / 0.49, "divided by the square of p,"),
    "q for p": (lambda r, g: r * 0.3 / 0.7, "times 0.4286,"),
}


@pytest.mark.parametrize("public", [True, False], ids=["public", "hidden"])
@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("answer", "words"), GIVEN.values(), ids=GIVEN)
@given(seed=seeds)
@FEW
def test_what_an_input_has_to_do_with_it_is_told_by_its_name(
    answer: Callable[[Array, dict[str, Any]], Array],
    words: str,
    dtype: str,
    public: bool,
    seed: int,
) -> None:
    inputs = layer_inputs(seed)
    right = source(seed + 1).normal(size=(7, 5))
    if not public:
        words = words.replace("times 0.4286,", "times a number,")
    assert words in told(answer(right, inputs), right, dtype, inputs=inputs, public=public)


@given(seed=seeds)
@MANY
def test_the_right_answer_to_something_else_is_told(seed: int) -> None:
    dgamma, dbeta = source(seed).normal(size=(2, 4))
    assert "is the right dbeta" in told(dbeta, dgamma, others={"dbeta": dbeta})


# ---- other inputs ------------------------------------------------------------------------------


def normalized(x: Array, mode: str, eps: float, momentum: float, running: Array) -> Array:
    """A layer whose answer depends on all of its batch, a mode and two numbers."""
    mean = x.mean(0) if mode == "train" else running
    out: Array = momentum * running + (x - mean) / np.sqrt(x.var(0) + eps)
    return out


def summed(x: Array, dout: Array) -> Array:
    result: Array = (x * dout).sum(0)
    return result


def batch(seed: int) -> dict[str, Any]:
    draw = source(seed)
    return {
        "x": draw.normal(size=(6, 4)),
        "mode": "train",
        "eps": 0.2,
        "momentum": 0.8,
        "running": draw.normal(size=4),
    }


def each_alone(inputs: dict[str, Any]) -> Array:
    parts = [normalized(**{**inputs, "x": row[None]}) for row in inputs["x"]]
    return np.concatenate(parts)


OTHERWISE: dict[str, tuple[Callable[[dict[str, Any]], Array], str]] = {
    "evaluation for training": (
        lambda g: normalized(**{**g, "mode": "test"}),
        "right for mode test, and this case has mode train",
    ),
    "1 - momentum": (lambda g: normalized(**{**g, "momentum": 1 - 0.8}), "right for 1 - momentum"),
    "no eps": (lambda g: normalized(**{**g, "eps": 0.0}), "another eps than the one"),
    "a fixed momentum": (
        lambda g: normalized(**{**g, "momentum": 0.9}),
        "right for momentum = 0.9",
    ),
    "each sample alone": (each_alone, "for a batch that holds this sample alone"),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("answer", "words"), OTHERWISE.values(), ids=OTHERWISE)
@given(seed=seeds)
@FEW
def test_an_answer_that_is_right_for_other_inputs_is_told_for_which(
    answer: Callable[[dict[str, Any]], Array], words: str, dtype: str, seed: int
) -> None:
    inputs = batch(seed)
    hint = told(answer(inputs), normalized(**inputs), dtype, inputs=inputs, reference=normalized)
    assert words in hint


@pytest.mark.parametrize(("which", "index"), [("first", 0), ("last", -1)])
@given(seed=seeds)
@FEW
def test_the_answer_for_one_sample_is_told(which: str, index: int, seed: int) -> None:
    draw = source(seed)
    inputs = {"x": draw.normal(size=(6, 4)), "dout": draw.normal(size=(6, 4))}
    alone = summed(inputs["x"][index][None], inputs["dout"][index][None])
    hint = told(alone, summed(**inputs), inputs=inputs, reference=summed)
    assert f"holds the {which} sample alone" in hint


def test_samples_are_cut_only_where_there_is_no_doubt_which_axis_counts_them() -> None:
    draw = source(0)
    square = {"x": draw.normal(size=(4, 4)), "dout": draw.normal(size=(4, 4))}
    alone = summed(square["x"][:1], square["dout"][:1])
    assert told(alone, summed(**square), inputs=square, reference=summed) == ""


def test_a_reference_that_raises_for_other_inputs_says_nothing() -> None:
    def particular(x: Array, mode: str) -> Array:
        if mode != "train" or len(x) < 6:
            raise ZeroDivisionError
        return x + x.mean(0)

    inputs = {"x": source(0).normal(size=(6, 4)), "mode": "train"}
    wrong = source(1).normal(size=(6, 4))
    assert told(wrong, particular(**inputs), inputs=inputs, reference=particular) == ""


# ---- and nothing else is -----------------------------------------------------------------------

SHAPES = [(6,), (5, 4), (4, 4), (2, 3, 4, 4), (3, 3, 3), (2, 2), (40, 3), (1, 6), (2, 1, 5)]


@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("dtype", DTYPES)
@given(seed=seeds, size=st.sampled_from([1e-3, 1.0, 1e3]))
@MANY
def test_an_answer_that_has_nothing_to_do_with_it_gets_no_hint(
    shape: tuple[int, ...], dtype: str, seed: int, size: float
) -> None:
    draw = source(seed)
    right, wrong = size * draw.normal(size=(2, *shape))
    inputs = {
        "x": draw.normal(size=shape),
        "bias": draw.normal(size=shape[-1:]),
        "eps": 0.1,
        "training": True,
    }

    def reference(x: Array, bias: Array, eps: float, training: bool) -> Array:
        return right * eps / 0.1 * (1 if training else 2) + x.mean() - inputs["x"].mean()

    assert told(wrong, right, dtype, inputs=inputs, reference=reference) == ""


@given(seed=seeds, factor=st.floats(0.3, 3.0), shift=st.floats(-3, 3))
@MANY
def test_an_answer_that_only_goes_with_the_right_one_gets_no_hint(
    seed: int, factor: float, shift: float
) -> None:
    draw = source(seed)
    right = draw.normal(size=(5, 4))
    for noise in (0.3, 1e-2, 1e-4):
        wrong = factor * right + shift + noise * draw.normal(size=right.shape)
        assert told(wrong, right) == ""


AT_EVERY_PLACE = {
    name: (change, shape, words)
    for name, (change, shape, words) in CHANGES.items()
    if "alone" not in name and "but the" not in name and name not in ("sorted", "nothing but NaN")
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("change", "shape", "words"), AT_EVERY_PLACE.values(), ids=AT_EVERY_PLACE)
@given(seed=seeds, place=st.integers(0, 10**6), off=st.sampled_from([-1e-3, 1e-2, 0.5]))
@FEW
def test_a_relation_that_fails_in_one_place_is_not_told(
    change: Callable[[Array], Array],
    shape: tuple[int, ...],
    words: str,
    dtype: str,
    seed: int,
    place: int,
    off: float,
) -> None:
    right = source(seed).normal(size=shape)
    answer = np.array(change(right), np.float64)
    answer.flat[place % answer.size if "too" not in words else answer.size // 2] += off
    assert words not in told(answer, right, dtype)


def degenerate_data() -> Iterator[tuple[str, Array, Array]]:
    draw = source(3)
    square = draw.normal(size=(4, 4))
    yield "one value", np.array([9.0]), np.array([1.0])
    yield "a number", np.array(0.5), np.array(0.25)
    yield "nothing", np.zeros((0, 3)), np.zeros((0, 3))
    yield "the same number everywhere", np.full((3, 4), 9.0), np.full((3, 4), 3.0)
    yield "zeros", draw.normal(size=(3, 4)), np.zeros((3, 4))
    yield "one value that isn't 0", np.array([0, 0, 6.0, 0]), np.array([0, 0, 2.0, 0])
    yield "antisymmetric", -(square - square.T), square - square.T
    upwards = np.linspace(-2, 2, 5)
    yield "the same backwards but for the sign", -upwards, upwards
    yield "two rows that change places", np.array([[3.0, 4], [1, 2]]), np.array([[1.0, 2], [3, 4]])


@pytest.mark.parametrize(
    ("answer", "right"),
    [entry[1:] for entry in degenerate_data()],
    ids=[entry[0] for entry in degenerate_data()],
)
def test_data_in_which_relations_hold_by_themselves_says_nothing(
    answer: Array, right: Array
) -> None:
    assert told(answer, right) in ("", places.ELSEWHERE, places.REVERSED.format(axis=0))


def test_of_several_ways_to_move_values_none_is_picked() -> None:
    """Back to front, too late and too early are one in the first data."""
    assert told(np.array([5.0, 2, 5, 2]), np.array([2.0, 5, 2, 5])) == ""
    right = np.array([[2.0, 5, 7], [5.0, 2, 9]])
    assert "along axis 0" in told(right[::-1], right)


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_half_precision_says_nothing(dtype: str) -> None:
    right = source(0).normal(size=(3, 4))
    comparison = Comparison(a_trial({}, dtype), "out", -right, right, 1.0)
    assert relation(comparison, {}, lambda trial: {}) == ""


@given(seed=seeds)
@MANY
def test_rounding_is_no_relation(seed: int) -> None:
    right = source(seed).normal(size=(4, 4))
    symmetric = right + right.T
    for nearly in (right * (1 + 1e-5), right + 1e-5, symmetric.T * (1 + 1e-6)):
        assert told(nearly, right) == ""
    assert told(symmetric + 3e-7, symmetric) == ""
    assert told(right * (1 + 1e-5), right, inputs={"x": right}) == ""


def test_a_larger_tolerance_asks_for_a_larger_difference() -> None:
    """What rounding may make is measured: where it may make much, a small change says nothing."""
    right = source(0).normal(size=(3, 4))
    assert "divided by n" not in told(right * (1 + 1e-4), right, allowed=500)
    inputs = {"x": np.ones((10_000, 2))}
    assert "n / (n - 1)" in told(right * 10_000 / 9_999, right, inputs=inputs)
    assert told(right * 10_000 / 9_999, right, inputs=inputs, allowed=500) == ""


# ---- where it is wrong -------------------------------------------------------------------------


def spoilt(right: Array, where: Array, by: float = 3.0) -> Array:
    """Wrong in some places, each in its own way."""
    return np.where(where, right + by + np.arange(right.size).reshape(right.shape), right)


def region_inputs() -> tuple[Array, Array]:
    draw = source(5)
    x, right = draw.normal(size=(2, 5, 6))
    x[1, 2] = x[3, 3] = 0.0
    return x, right


REGIONS: dict[str, tuple[Callable[[Array, Array], Array], str]] = {
    "at 0": (lambda x, r: spoilt(r, x == 0), "is wrong only where x is 0;"),
    "where x is negative": (lambda x, r: spoilt(r, x < 0), "is wrong only where x is negative;"),
    "where x is positive": (lambda x, r: spoilt(r, x > 0), "is wrong only where x is positive;"),
    "NaN at 0": (lambda x, r: np.where(x == 0, np.nan, r), "is NaN only where x is 0;"),
    "NaN for negative values": (lambda x, r: np.where(x < 0, np.nan, r), "NaN only where x is neg"),
    "infinite for large values": (
        lambda x, r: np.where(x > np.sort(x, None)[-4], np.inf, r),
        "is not finite only where x is largest.",
    ),
    "wrong for what is far below 0": (
        lambda x, r: spoilt(r, x < np.sort(x, None)[3]),
        "is wrong only where x is lowest.",
    ),
    "the border": (
        lambda x, r: spoilt(r, np.pad(np.zeros((3, 4)), 1, constant_values=1) > 0),
        "wrong at the border",
    ),
}


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize(("answer", "words"), REGIONS.values(), ids=REGIONS)
def test_where_an_answer_is_wrong_is_told_if_it_says_why(
    answer: Callable[[Array, Array], Array], words: str, dtype: str
) -> None:
    x, right = region_inputs()
    assert words in told(answer(x, right), right, dtype, inputs={"x": x})


def test_a_value_that_is_nan_where_the_right_one_is_0_is_told() -> None:
    right = source(0).normal(size=(4, 5)) * (np.arange(20).reshape(4, 5) % 7 > 0)
    assert "NaN only where the right answer is 0" in told(np.where(right, right, np.nan), right)


@given(seed=seeds, count=st.integers(1, 4))
@MANY
def test_places_that_have_nothing_in_common_are_not_told(seed: int, count: int) -> None:
    """A few places lie in half of all by chance: that is no reason to name the half."""
    draw = source(seed)
    x, right = draw.normal(size=(2, 5, 6))
    where = np.zeros(right.size, bool)
    where[draw.choice(right.size, count, replace=False)] = True
    hint = told(spoilt(right, where.reshape(right.shape)), right, inputs={"x": x})
    assert "negative" not in hint
    assert "positive" not in hint


@given(seed=seeds)
@MANY
def test_one_place_outside_of_a_region_is_enough_to_say_nothing(seed: int) -> None:
    x, right = region_inputs()
    outside = np.argwhere(x > 0)
    place = tuple(outside[seed % len(outside)])
    answer = spoilt(right, x < 0)
    answer[place] += 0.5
    assert told(answer, right, inputs={"x": x}) == ""


def test_one_value_that_happens_to_be_right_is_not_told() -> None:
    right = np.array([0.0, 2.0, 4.0, 6.0])
    assert told(right**3, right) == ""
    assert "Only the first value" in told(np.array([1.0, 0.0, 0.0, 0.0]), right + 1)


# ---- what is said ------------------------------------------------------------------------------


def all_words() -> list[str]:
    found = []
    for module in (amounts, factors, places, regions, relations, variations):
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, str):
                found.append(value)
    return [*found, *(words for _, words in relations.FUNCTIONS)]


def test_every_text_is_short_and_has_no_code_in_it() -> None:
    texts = all_words()
    assert len(texts) > 30
    for text in texts:
        assert len(text.split()) <= 80, text
        assert not re.search(r"`|\n|\bnp\.|==|\w\(", text), text


@given(seed=seeds)
@MANY
def test_of_a_hidden_case_no_number_is_told_that_may_be_an_input(seed: int) -> None:
    right = source(seed).normal(size=(3, 4))
    secret = float(source(seed + 1).uniform(1.1, 9.9))
    for answer in (right * secret, right / secret, right + secret, right * -secret):
        hint = told(answer, right, inputs={"x": np.full((3, 4), secret)}, public=False)
        assert hint
        assert not re.search(r"\d\.\d", hint)


def test_the_words_name_inputs_and_outputs_that_there_are() -> None:
    inputs = layer_inputs(0)
    hint = told(inputs["x"], source(1).normal(size=(7, 5)), inputs=inputs)
    assert "What you return as out is the input x" in hint
    assert not re.search(r"[{}]", hint)


def test_a_right_answer_is_told_nothing() -> None:
    right = source(0).normal(size=(3, 4))
    assert told(right, right, inputs={"x": right}) == ""
    comparison = Comparison(a_trial({}), "out", right, right, 1.0)
    assert not comparison.is_wrong.any()
    assert replace(comparison, actual=-right).is_wrong.any()
