"""Answers that chance has a part in, held against runs of a mistake that answers by chance."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checking.distribution import bernoulli
from autograder.checking.judgement import Expected, raised
from autograder.checking.tolerance import Tolerances
from autograder.checking.trial import Trial
from autograder.judge.chance import FEW, differing, may_be_one_of
from autograder.worker.arrays import output_of

TRIAL = Trial("layer", "case", True, "values", "numpy", "cpu", "float64")
NONE = Tolerances()


def answer(out: Any, **others: Any) -> Expected:
    return {name: output_of(value) for name, value in {"out": out, **others}.items()}


def runs(*outs: Any) -> list[Expected]:
    return [answer(np.array(out)) for out in outs]


# ---- two answers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ([1.0, 2.0], [1.0, 2.0], False),
        ([1.0, 2.0], [1.0, 2.0 + 1e-9], False),
        ([1.0, 2.0], [1.0, 2.1], True),
        ([1.0, np.nan], [1.0, np.nan], False),
        ([1.0, np.nan], [1.0, 2.0], True),
        ([np.inf], [np.inf], False),
        ([np.inf], [-np.inf], True),
        ([1, 2], [1, 2], False),
        ([1, 2], [2, 1], True),
        ([True], [False], True),
        (1.0, 1.0, False),
        (1.0, 2.0, True),
        (np.nan, np.nan, False),
        ([], [], False),
    ],
)
def test_two_answers_differ_where_rounding_cannot_be_the_reason(
    one: Any, other: Any, differs: bool
) -> None:
    found = differing(TRIAL, answer(np.array(one)), answer(np.array(other)), NONE)
    assert found == (["out"] if differs else [])


def test_what_a_tolerance_allows_is_no_difference() -> None:
    loose = Tolerances({("layer.out", "cpu-float64"): 1e7})
    one, other = answer(np.array([1.0])), answer(np.array([1.1]))
    assert differing(TRIAL, one, other, NONE) == ["out"]
    assert differing(TRIAL, one, other, loose) == []


def test_an_error_and_an_answer_are_two_answers() -> None:
    assert differing(TRIAL, answer(np.zeros(2)), raised("ValueError", "no"), NONE)


def test_answers_of_two_forms_are_two_answers() -> None:
    assert differing(TRIAL, answer(np.zeros(2)), answer(np.zeros(3)), NONE) == ["out"]
    assert differing(TRIAL, answer("text"), answer("another"), NONE) == ["out"]


def test_random_outputs_may_differ() -> None:
    trial = Trial(
        *("layer", "case", True, "values", "numpy", "cpu", "float64"),
        distributions={"mask": bernoulli(0.5, ("unit",))},
    )
    one = answer(np.ones(2), mask=np.array([True, False]))
    other = answer(np.ones(2), mask=np.array([False, False]))
    assert differing(trial, one, other, NONE) == []


@pytest.mark.parametrize("autocast", ["", "bfloat16"])
def test_a_nan_that_is_always_there_is_no_difference(autocast: str) -> None:
    trial = replace(TRIAL, autocast=autocast)
    one, other = (answer(np.array([np.nan, 1.0, np.inf])) for _ in range(2))
    assert differing(trial, one, other, NONE) == []
    assert differing(trial, one, answer(np.array([1.0, 1.0, np.inf])), NONE) == ["out"]


# ---- one more run ------------------------------------------------------------------------------


def test_where_all_runs_agree_an_answer_has_to_agree() -> None:
    known = runs([5.0, 1.0], [5.0, 2.0], [5.0, 1.0])
    assert may_be_one_of(TRIAL, answer(np.array([5.0, 2.0])), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.array([6.0, 2.0])), known, NONE)


def test_a_number_of_few_values_has_no_others() -> None:
    known = runs(*([number % FEW] for number in range(20)))
    assert may_be_one_of(TRIAL, answer(np.array([FEW - 1])), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.array([FEW])), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.array([FEW - 1.0])), known, NONE)  # another dtype


def test_a_number_of_many_values_lies_near_to_them() -> None:
    known = runs(*([float(number)] for number in range(FEW + 1)))
    assert may_be_one_of(TRIAL, answer(np.array([2.5])), known, NONE)
    assert may_be_one_of(TRIAL, answer(np.array([-3.5])), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.array([9.0])), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.array([np.nan])), known, NONE)


@pytest.mark.parametrize("dtype", [np.uint8, np.int8])
def test_small_integers_of_many_values_are_compared_as_numbers(dtype: Any) -> None:
    known = runs(*(np.array([number], dtype) for number in (10, 20, 30, 40, 50)))
    assert may_be_one_of(TRIAL, answer(np.array([60], dtype)), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.array([120], dtype)), known, NONE)


def test_bools_are_of_few_values() -> None:
    known = runs([True, True], [False, True])
    assert may_be_one_of(TRIAL, answer(np.array([False, True])), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.array([False, False])), known, NONE)


def test_a_number_without_axes_may_be_one_more() -> None:
    known = [answer(np.array(value)) for value in (1.0, 2.0, 1.0)]
    assert may_be_one_of(TRIAL, answer(np.array(2.0)), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.array(3.0)), known, NONE)


def test_an_answer_of_another_form_is_none() -> None:
    known = runs([1.0], [2.0])
    assert not may_be_one_of(TRIAL, answer(np.array([1.0, 1.0])), known, NONE)
    assert not may_be_one_of(TRIAL, answer("text"), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.ones(1), more=np.ones(1)), known, NONE)
    assert not may_be_one_of(TRIAL, answer(np.ones(1)), [*known, raised("Error", "")], NONE)
