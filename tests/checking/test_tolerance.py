"""A deviation of one unit is what torch.testing.assert_close just lets pass."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checking.tolerance import Tolerances, deviation, read_tolerances, unit

DTYPES = ("float64", "float32", "float16", "bfloat16")
VALUES = st.floats(-1e3, 1e3).filter(lambda value: value == 0 or abs(value) > 1e-3)


def passes_torch(actual: float, expected: float, dtype: str) -> bool:
    """Whether torch's own default tolerance for `dtype` lets this pass, compared in float64."""
    relative, absolute = torch_tolerance(dtype)
    try:
        torch.testing.assert_close(
            torch.tensor(actual, dtype=torch.float64),
            torch.tensor(expected, dtype=torch.float64),
            rtol=relative,
            atol=absolute,
        )
    except AssertionError:
        return False
    return True


def torch_tolerance(dtype: str) -> tuple[float, float]:
    """Of torch.testing's documentation, section `assert_close`."""
    return {
        "float16": (1e-3, 1e-5),
        "bfloat16": (1.6e-2, 1e-5),
        "float32": (1.3e-6, 1e-5),
        "float64": (1e-7, 1e-7),
    }[dtype]


@settings(deadline=None, max_examples=40)
@given(expected=VALUES, factor=st.floats(0, 5), sign=st.sampled_from([-1, 1]))
@pytest.mark.parametrize("dtype", DTYPES)
def test_a_deviation_is_allowed_exactly_where_torch_allows_it(
    dtype: str, expected: float, factor: float, sign: int
) -> None:
    if abs(factor - 1) < 1e-3:  # the last digit decides
        return
    relative, absolute = torch_tolerance(dtype)
    actual = expected + sign * factor * (absolute + relative * abs(expected))
    measured = deviation(np.array([actual]), np.array([expected]), dtype)
    assert (measured <= 1).all() == passes_torch(actual, expected, dtype)
    assert measured[0] == pytest.approx(factor, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16", "bfloat16"])
def test_the_units_are_torch_s_defaults_of_the_dtype(dtype: str) -> None:
    """In the dtype itself, where torch chooses its tolerance alone; float16 rounds the bounds."""
    kind = getattr(torch, dtype)
    expected = torch.ones(1, dtype=kind)
    step = float(unit(np.ones(1), dtype)[0])
    inside, outside = (expected.double() + step * factor for factor in (0.7, 1.6))
    torch.testing.assert_close(inside.to(kind), expected)
    with pytest.raises(AssertionError):
        torch.testing.assert_close(outside.to(kind), expected)


def measured(actual: Any, expected: Any) -> list[float]:
    return deviation(np.array(actual, float), np.array(expected, float), "float64").tolist()


def test_nan_equals_nothing_not_even_itself() -> None:
    nan, inf = np.nan, np.inf
    assert measured([nan, nan, nan, 1.0], [nan, 1.0, inf, nan]) == [inf] * 4


def test_an_infinity_equals_itself_alone() -> None:
    inf = np.inf
    assert measured([inf, -inf], [inf, -inf]) == [0, 0]
    assert measured([-inf, inf, 1e308, 0.0, inf], [inf, -inf, inf, -inf, 1e308]) == [inf] * 5


def test_one_bad_value_does_not_change_what_is_measured_elsewhere() -> None:
    clean = measured([1.0, 2.0], [1.5, 2.0])
    assert measured([1.0, 2.0, np.nan, np.inf], [1.5, 2.0, 0.0, np.inf]) == [*clean, np.inf, 0.0]


def test_values_beyond_the_largest_float_are_no_reason_to_warn() -> None:
    with np.errstate(all="raise"):
        assert measured([1e308, -np.inf], [-1e308, np.inf])[1] == np.inf


def test_under_autocast_a_unit_is_a_part_of_the_largest_value() -> None:
    expected = np.array([[0.0, -4.0], [1.0, 2.0]])
    assert unit(expected, "autocast-bfloat16").tolist() == [[1e-5 + 4 * 1.6e-2] * 2] * 2
    off = deviation(expected + 0.064, expected, "autocast-bfloat16")
    assert off == pytest.approx(np.full((2, 2), 0.064 / 0.06401))
    assert deviation(np.array([np.nan, 1]), np.ones(2), "autocast-float16").tolist() == [np.inf, 0]
    assert unit(np.zeros((0, 3)), "autocast-float16").shape == (0, 3)


def test_nothing_is_measured_of_nothing() -> None:
    assert deviation(np.zeros((0, 3)), np.zeros((0, 3)), "float32").shape == (0, 3)


def test_an_output_without_a_measurement_is_allowed_one_unit() -> None:
    assert Tolerances().of("relu_forward", "out", "cpu", "float32") == 1.0


def test_tolerances_are_read_for_each_output_device_and_dtype(tmp_path: Path) -> None:
    path = tmp_path / "tolerances.toml"
    path.write_text(
        '["elu_forward.out"]\n'
        "cpu-float32 = { allowed = 3.5, honest = 0.3 }\n"
        "cuda-float32 = { allowed = 7, honest = 0.6 }\n"
        '["elu_backward.dx"]\n'
        "cpu-float64 = { allowed = 2.0, honest = 0.1 }\n"
    )
    tolerances = read_tolerances(path)
    assert tolerances.of("elu_forward", "out", "cpu", "float32") == 3.5
    assert tolerances.of("elu_forward", "out", "cuda", "float32") == 7.0
    assert tolerances.of("elu_forward", "out", "cpu", "float64") == 1.0
    assert tolerances.of("elu_forward", "dx", "cpu", "float32") == 1.0
    assert tolerances.of("elu_backward", "dx", "cpu", "float64") == 2.0


def test_a_device_that_was_not_measured_is_allowed_what_the_cpu_is(tmp_path: Path) -> None:
    path = tmp_path / "tolerances.toml"
    path.write_text('["elu_forward.out"]\ncpu-float32 = { allowed = 3.5, honest = 0.3 }\n')
    assert read_tolerances(path).of("elu_forward", "out", "cuda", "float32") == 3.5


def test_without_a_file_there_are_no_measurements(tmp_path: Path) -> None:
    assert read_tolerances(tmp_path / "tolerances.toml") == Tolerances()
