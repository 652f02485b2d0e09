"""Inputs become fresh arrays of the right kind; outputs are told as what they are."""

from typing import Any

import numpy as np
import pytest
import torch

from autograder.worker.arrays import (
    describe,
    layout_of,
    map_arrays,
    materialise,
    output_of,
    rounded,
)
from autograder.worker.dtypes import FLOATS

X = np.random.default_rng(1).normal(size=(4, 6))
LAYOUTS = {
    "C": X,
    "F": np.asfortranarray(X),
    "with gaps": np.repeat(X, 2, axis=1)[:, ::2],
    "a column": X[:, :1],
    "empty": np.zeros((0, 3)),
}


def values_of(array: Any) -> Any:
    """The values of a numpy array or a tensor as float64, by torch's conversion."""
    return array.double().numpy() if isinstance(array, torch.Tensor) else array.astype(np.float64)


# ---- inputs ------------------------------------------------------------------------------------


@pytest.mark.parametrize("library", ["numpy", "torch"])
@pytest.mark.parametrize("array", LAYOUTS.values(), ids=LAYOUTS)
def test_an_input_keeps_its_values_and_its_layout(array: Any, library: str) -> None:
    made = materialise({"x": array}, library, "float64", "cpu")["x"]
    assert np.array_equal(values_of(made), array)
    if library == "torch":
        assert made.is_contiguous() == array.flags.c_contiguous
        assert made.T.is_contiguous() == array.T.flags.c_contiguous
    else:
        assert made.flags.c_contiguous == array.flags.c_contiguous
        assert made.flags.f_contiguous == array.flags.f_contiguous


@pytest.mark.parametrize("library", ["numpy", "torch"])
@pytest.mark.parametrize("array", LAYOUTS.values(), ids=LAYOUTS)
def test_a_solution_that_writes_into_its_input_changes_no_other_call(
    array: Any, library: str
) -> None:
    tree = {"x": array, "deep": [{"again": array}]}
    before = array.copy()
    made = materialise(tree, library, "float64", "cpu")
    made["x"][:] = 7
    made["deep"][0]["again"] *= 3
    made["deep"].append("more")
    assert np.array_equal(array, before)
    assert len(tree["deep"]) == 1
    fresh = materialise(tree, library, "float64", "cpu")
    assert np.array_equal(values_of(fresh["x"]), before)
    assert np.array_equal(values_of(fresh["deep"][0]["again"]), before)


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_floats_come_in_the_dtype_that_is_asked_for(dtype: str, library: str) -> None:
    made = materialise({"x": X}, library, dtype, "cpu")["x"]
    assert str(made.dtype).removeprefix("torch.") == dtype
    assert np.array_equal(values_of(made), values_of(torch.from_numpy(X).to(getattr(torch, dtype))))


def test_bfloat16_tensors_hold_what_torch_itself_would_round_to() -> None:
    made = materialise({"x": np.asfortranarray(X)}, "torch", "bfloat16", "cpu")["x"]
    assert made.dtype == torch.bfloat16
    assert torch.equal(made, torch.from_numpy(X).to(torch.bfloat16))
    assert made.T.is_contiguous()


@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_what_is_no_float_keeps_its_type(library: str) -> None:
    tree = {
        "labels": np.array([1, 2]),
        "mask": np.array([True, False]),
        "bytes": np.array([1, 255], np.uint8),
        "momentum": 0.9,
        "train": True,
        "sizes": [3, None, "same"],
    }
    made = materialise(tree, library, "float32", "cpu")
    dtypes = [str(made[name].dtype).removeprefix("torch.") for name in ("labels", "mask", "bytes")]
    assert dtypes == ["int64", "bool", "uint8"]
    assert (made["momentum"], made["train"], made["sizes"]) == (0.9, True, [3, None, "same"])


@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_an_array_without_axes_stays_one(library: str) -> None:
    made = materialise({"x": np.array(2.5)}, library, "float32", "cpu")["x"]
    assert tuple(made.shape) == ()
    assert float(made) == 2.5


@pytest.mark.parametrize("dtype", FLOATS)
def test_rounded_inputs_cost_nothing_when_they_are_made_in_that_dtype(dtype: str) -> None:
    inputs = rounded({"x": X, "labels": np.array([1, 2])}, dtype)
    right = torch.from_numpy(X).to(getattr(torch, dtype))
    assert inputs["x"].dtype == np.float64
    assert np.array_equal(inputs["x"], values_of(right))
    assert np.array_equal(inputs["labels"], [1, 2])
    assert torch.equal(materialise(inputs, "torch", dtype, "cpu")["x"], right)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("array", LAYOUTS.values(), ids=LAYOUTS)
def test_rounding_keeps_the_layout(array: Any, dtype: str) -> None:
    assert layout_of(rounded({"x": array}, dtype)["x"]) == layout_of(array)


def test_a_tree_is_mapped_array_by_array() -> None:
    tree = {"a": np.zeros(2), "b": [np.zeros((2, 2)), (np.zeros(1), "text")], "c": None}
    assert map_arrays(tree, np.shape) == {"a": (2,), "b": [(2, 2), [(1,), "text"]], "c": None}


# ---- outputs -----------------------------------------------------------------------------------


@pytest.mark.parametrize("array", LAYOUTS.values(), ids=LAYOUTS)
def test_an_array_is_told_with_its_values_in_order_whatever_its_layout(array: Any) -> None:
    told = output_of(array)
    assert (told.kind, told.dtype, told.shape, told.device) == (
        "array",
        "float64",
        array.shape,
        "cpu",
    )
    assert np.array_equal(told.values, array)
    storage = describe(array)[1]
    assert storage is not None
    assert storage.tobytes() == b"".join(value.tobytes() for value in array.flat)


@pytest.mark.parametrize("dtype", FLOATS)
@pytest.mark.parametrize("turned", [False, True], ids=["as it is", "transposed"])
def test_a_tensor_of_any_float_dtype_is_told_with_its_values(dtype: str, turned: bool) -> None:
    tensor = torch.from_numpy(X).to(getattr(torch, dtype))
    tensor = tensor.T if turned else tensor
    told = output_of(tensor)
    assert (told.kind, told.dtype, told.shape, told.device) == (
        "tensor",
        dtype,
        tuple(tensor.shape),
        "cpu",
    )
    assert told.values is not None
    assert told.values.dtype == np.float64
    assert np.array_equal(told.values, values_of(tensor))


@pytest.mark.parametrize("dtype", ["int64", "int32", "int16", "int8", "uint8", "bool"])
@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_whole_numbers_and_bools_are_told_as_they_are(dtype: str, library: str) -> None:
    array = np.array([0, 1, 1]).astype(dtype)
    told = output_of(array if library == "numpy" else torch.from_numpy(array))
    assert told.dtype == dtype
    assert told.values is not None
    assert told.values.tolist() == array.tolist()


def test_a_tensor_that_requires_a_gradient_is_told_like_any_other() -> None:
    leaf = torch.from_numpy(X).clone().requires_grad_()
    for tensor in (leaf, leaf * 1, torch.nn.Parameter(torch.from_numpy(X))):
        told = output_of(tensor)
        assert told.kind == "tensor"
        assert np.array_equal(told.values, X)


def test_a_view_that_torch_negates_lazily_is_told_with_its_values() -> None:
    lazy = torch.tensor([1 + 2j, 3 - 4j]).conj().imag
    assert lazy.is_neg()
    assert output_of(lazy).values.tolist() == [-2.0, 4.0]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("value", "dtype"),
    [
        (True, "bool"),
        (3, "int64"),
        (-(2**62), "int64"),
        (2.5, "float64"),
        (np.float32(2.5), "float32"),
        (np.int8(-3), "int8"),
        (np.bool_(False), "bool"),
    ],
    ids=repr,
)
def test_a_number_is_told_with_its_type(value: Any, dtype: str) -> None:
    told = output_of(value)
    assert (told.kind, told.dtype, told.shape) == ("number", dtype, ())
    assert told.values is not None
    assert told.values.item() == value


def test_an_array_without_axes_is_an_array_and_no_number() -> None:
    assert (output_of(np.array(2.5)).kind, output_of(np.array(2.5)).shape) == ("array", ())
    assert (output_of(torch.tensor(2.5)).kind, output_of(torch.tensor(2.5)).shape) == ("tensor", ())


def test_text_is_told_as_text() -> None:
    told = output_of("gamma, beta")
    assert (told.kind, told.text, told.values) == ("text", "gamma, beta", None)


class OwnArray(np.ndarray):
    """A subclass could answer anything to a comparison."""


class OwnTensor(torch.Tensor):
    """A subclass could answer anything to a comparison."""


REFUSED = {
    "NoneType": None,
    "list": [1.0, 2.0],
    "tuple": (X, X),
    "dict": {"out": X},
    "complex": 1 + 2j,
    "numpy.ma.MaskedArray": np.ma.masked_invalid(X),
    f"{__name__}.OwnArray": X.view(OwnArray),
    f"{__name__}.OwnTensor": torch.from_numpy(X).as_subclass(OwnTensor),
}


@pytest.mark.parametrize(("kind", "value"), REFUSED.items())
def test_what_is_no_plain_array_is_told_by_the_name_of_its_type(kind: str, value: Any) -> None:
    told = output_of(value)
    assert told.kind == kind[:80]
    assert told.values is None
    assert describe(value)[1] is None


@pytest.mark.parametrize(
    ("value", "kind", "dtype"),
    [
        (np.array(["a", "b"]), "array", "str32"),
        (np.array([1 + 2j]), "array", "complex128"),
        (np.array([object()]), "array", "object"),
        (np.array([1], np.uint64), "array", "uint64"),
        (np.complex64(1), "number", "complex64"),
        (torch.tensor([1 + 2j]), "tensor", "complex64"),
        (torch.eye(2).to_sparse(), "tensor", "float32"),
    ],
    ids=["text", "complex", "objects", "unsigned", "complex number", "complex tensor", "sparse"],
)
def test_what_cannot_cross_the_wire_is_told_without_values(
    value: Any, kind: str, dtype: str
) -> None:
    told, storage = describe(value)
    assert (told.kind, told.dtype, told.shape) == (kind, dtype, tuple(np.shape(value)))
    assert told.values is None
    assert storage is None


def test_a_number_beyond_64_bits_and_a_long_text_are_refused_by_name() -> None:
    for value in (2**64, -(2**70), "x" * 100_000):
        told = output_of(value)
        assert told.kind not in ("number", "text", "array", "tensor")
        assert (told.values, told.text) == (None, "")


def test_half_a_character_is_no_reason_not_to_send_a_text() -> None:
    told = output_of("left \ud800 right")
    assert told.kind == "text"
    assert told.text.encode().startswith(b"left ")


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", ["f8", "f4", "i4"])
def test_values_are_told_whatever_the_order_of_their_bytes(kind: str, order: str) -> None:
    storage = describe(np.array([1, 2, 300], f"{order}{kind}"))[1]
    assert storage is not None
    assert np.frombuffer(storage.tobytes(), f"<{kind}").tolist() == [1, 2, 300]
