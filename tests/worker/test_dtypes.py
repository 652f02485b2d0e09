"""Values are rounded as torch rounds them, and widened without loss."""

import numpy as np
import pytest
import torch

from autograder.worker.dtypes import FLOATS, STORAGE, is_float, round_to, widen

HIGH_HALVES = np.arange(1 << 16, dtype=np.uint32) << 16
"""The upper 16 bits of every float32: all of sign, exponent and the mantissa that bfloat16 has."""

TIE = 0x8000  # the lower 16 bits of a float32 that lies in the middle of two bfloat16 values
LOW_HALVES = (0, 1, TIE - 1, TIE, TIE + 1, 0xFFFF)


def torch_bits(values: np.ndarray) -> np.ndarray:
    """What torch's own conversion to bfloat16 gives, as bits."""
    return torch.from_numpy(values).to(torch.bfloat16).view(torch.int16).numpy().view(np.uint16)


def assert_rounds_as_torch(values: np.ndarray) -> None:
    with np.errstate(over="ignore"):
        mine, right = round_to(values, "bfloat16"), torch_bits(values)
    assert mine.dtype == np.uint16
    nan = np.isnan(values)
    assert np.array_equal(mine[~nan], right[~nan])
    assert np.isnan(widen(mine[nan], "bfloat16")).all()


@pytest.mark.parametrize("low", LOW_HALVES, ids=hex)
def test_bfloat16_is_rounded_as_torch_rounds_it_for_every_exponent_and_mantissa(low: int) -> None:
    assert_rounds_as_torch((HIGH_HALVES | np.uint32(low)).view(np.float32))


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.float16])
def test_bfloat16_is_rounded_as_torch_rounds_it_from_values_of_any_size(dtype: type) -> None:
    random = np.random.default_rng(7)
    sizes = random.uniform(-45, 45, 20_000)
    with np.errstate(over="ignore", under="ignore"):
        values = (random.choice([-1.0, 1.0], 20_000) * 10.0**sizes).astype(dtype)
    assert_rounds_as_torch(values)


def test_a_tie_goes_to_the_even_neighbour() -> None:
    # bfloat16 keeps 7 bits after the binary point: its neighbours at 1 are 1/128 apart.
    ties = np.array([1 + 1 / 256, 1 + 3 / 256, -1 - 1 / 256, -1 - 3 / 256])
    rounded = widen(round_to(ties, "bfloat16"), "bfloat16")
    assert rounded.tolist() == [1.0, 1 + 4 / 256, -1.0, -1 - 4 / 256]


@pytest.mark.parametrize("dtype", FLOATS)
def test_infinities_zeros_and_nan_stay_what_they_are(dtype: str) -> None:
    values = np.array([np.inf, -np.inf, 0.0, -0.0, np.nan, -np.nan])
    rounded = widen(round_to(values, dtype), dtype)
    assert np.array_equal(rounded, values, equal_nan=True)
    assert np.array_equal(np.signbit(rounded[:4]), np.signbit(values[:4]))


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_what_is_too_large_becomes_infinite(dtype: str) -> None:
    with np.errstate(over="ignore"):
        rounded = widen(round_to(np.array([3.4e38, -3.4e38, 1e300]), dtype), dtype)
    assert rounded.tolist() == [np.inf, -np.inf, np.inf]


@pytest.mark.parametrize("dtype", FLOATS)
def test_widening_gives_the_float64_that_torch_gives(dtype: str) -> None:
    values = np.random.default_rng(8).normal(size=(4, 5))
    widened = widen(round_to(values, dtype), dtype)
    assert widened.dtype == np.float64
    right = torch.from_numpy(values).to(getattr(torch, dtype)).to(torch.float64)
    assert np.array_equal(widened, right.numpy())


@pytest.mark.parametrize("dtype", FLOATS)
def test_rounding_twice_changes_nothing(dtype: str) -> None:
    values = np.random.default_rng(9).normal(size=1_000)
    once = widen(round_to(values, dtype), dtype)
    assert np.array_equal(widen(round_to(once, dtype), dtype), once)


@pytest.mark.parametrize("dtype", sorted(set(STORAGE) - set(FLOATS)))
def test_whole_numbers_and_bools_are_widened_as_they_are(dtype: str) -> None:
    storage = np.array([0, 1, 100]).astype(dtype)
    widened = widen(storage, dtype)
    assert widened.dtype == np.dtype(dtype)
    assert np.array_equal(widened, storage)


def test_whole_numbers_are_no_floats() -> None:
    assert [dtype for dtype in STORAGE if is_float(dtype)] == [
        "float64",
        "float32",
        "float16",
        "bfloat16",
    ]
    assert not is_float("complex64")
