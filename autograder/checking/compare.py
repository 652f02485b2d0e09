"""Whether an output is the right one: first its form, by name, then its values, by measure."""

from dataclasses import dataclass

import numpy as np

from autograder.checking.tolerance import Array, deviation, unit
from autograder.checking.trial import Trial
from autograder.worker.arrays import Output
from autograder.worker.dtypes import STORAGE, is_float

KINDS = {
    "NoneType": "None",
    "array": "a numpy array",
    "tensor": "a torch tensor",
    "number": "a single number",
    "text": "a string",
    "long text": "a very long string",
    "list": "a list",
    "tuple": "a tuple",
    "dict": "a dict",
}
"""Kinds of outputs in words."""

NUMPY_DTYPES = ("object", "complex64", "complex128", "float128", "uint16", "uint32", "uint64")
"""Further dtypes that a student may be told of."""

FAR = 1e3
"""Times the allowed deviation from which on no rounding is to blame."""

MOST_AXES = 6
"""Axes of a shape that is shown."""


@dataclass(frozen=True)
class Mismatch:
    """What is wrong with one output. `measured` and `allowed` are in units of the tolerance."""

    output: str
    message: str
    measured: float | None = None
    allowed: float | None = None


def form_mismatch(trial: Trial, name: str, actual: Output, expected: Output) -> Mismatch | None:
    """Compare everything but the values: kind, dtype, device and shape, in this order."""
    wanted = _in_words(trial, expected)
    if expected.kind == "text":
        if actual.kind == "text":
            return None
        return Mismatch(name, _is_a(trial, name, actual, "a string"))
    kinds = {"number", "tensor" if trial.library == "torch" else "array"}
    if actual.kind not in kinds or (actual.kind == "number" and expected.shape != ()):
        return Mismatch(name, _is_a(trial, name, actual, wanted))
    dtype = wanted_dtype(trial, expected)
    numbers = actual.kind == "number" or expected.kind == "number"
    if not numbers and actual.dtype != dtype:
        advice = f"keep the dtype of the inputs, {trial.dtype}" if is_float(dtype) else ""
        message = f"{name} has dtype {_shown_dtype(trial, actual)}, expected {dtype}"
        return Mismatch(name, f"{message}: {advice}" if advice else message)
    if actual.kind == "tensor" and not actual.device.startswith(trial.device):
        device = "cpu" if actual.device == "cpu" else "another device"
        message = f"{name} lies on {device}, expected {trial.device}"
        return Mismatch(name, f"{message}: make new tensors on the device of the inputs")
    if actual.shape != expected.shape:
        shape = _shown_shape(trial, actual, expected)
        return Mismatch(name, f"{name} has {shape}, expected {expected.shape}")
    if actual.dtype not in STORAGE:  # a number of a type of its own, such as complex
        message = f"{name} has dtype {_shown_dtype(trial, actual)}, expected {dtype}"
        return Mismatch(name, message)
    return None


def value_mismatch(
    trial: Trial, name: str, actual: Output, expected: Output, allowed: float
) -> Mismatch | None:
    """Compare the values of two outputs of the same form; `allowed` is in units."""
    if expected.kind == "text":
        return _text_mismatch(trial, name, actual.text, expected.text)
    assert actual.values is not None
    assert expected.values is not None
    if not is_float(expected.dtype):
        return _exact_mismatch(name, actual.values, expected.values)
    mine, truth = actual.values.astype(np.float64), expected.values
    measured = largest_deviation(trial, actual, expected)
    if measured <= allowed:
        return None
    return Mismatch(name, _far_off(trial, name, mine, truth, allowed), measured, allowed)


def largest_deviation(trial: Trial, actual: Output, expected: Output) -> float:
    """The largest deviation of an output's values, in units; 0 for one that is no float."""
    if actual.values is None or expected.values is None or not is_float(expected.dtype):
        return 0.0
    mine = actual.values.astype(np.float64)
    return float(deviation(mine, expected.values, trial.precision).max(initial=0.0))


def wanted_dtype(trial: Trial, expected: Output) -> str:
    """The dtype an output must have: the trial's for floats, the reference's own for the rest."""
    return trial.dtype if is_float(expected.dtype) else expected.dtype


def _far_off(trial: Trial, name: str, actual: Array, expected: Array, allowed: float) -> str:
    measured = deviation(actual, expected, trial.precision)
    wrong = int((measured > allowed).sum())
    count = "" if wrong == 1 == measured.size else f" ({wrong} of {measured.size} values are wrong)"
    not_finite = ~np.isfinite(actual) & np.isfinite(expected)
    if not_finite.any():
        place = np.unravel_index(int(not_finite.argmax()), actual.shape)
        kind = "NaN" if np.isnan(actual[place]) else "infinite"
        return f"{name} is {kind}{_at(place)}{count}"
    place = np.unravel_index(int(measured.argmax()), actual.shape)
    if not trial.public:  # the plain difference and bound together would tell the right value
        times = measured[place] / allowed
        far = "far more than rounding explains, " if times > FAR else ""
        return f"{name} is off by {far}{times:.2g} times what is allowed{_at(place)}{count}"
    off = abs(actual[place] - expected[place])
    bound = allowed * unit(expected, trial.precision)[place]
    return (
        f"{name} is off by {off:.3g}{_at(place)}, where {bound:.2g} is allowed{count}; "
        f"there you return {actual[place]:.7g}, right is {expected[place]:.7g}"
    )


def _exact_mismatch(name: str, actual: Array, expected: Array) -> Mismatch | None:
    wrong = actual != expected
    if not wrong.any():
        return None
    return Mismatch(name, f"{name} is wrong at {int(wrong.sum())} of {wrong.size} places")


def _text_mismatch(trial: Trial, name: str, actual: str, expected: str) -> Mismatch | None:
    if actual == expected:
        return None
    if not trial.public:
        return Mismatch(name, f"{name} differ")
    mine, truth = actual.splitlines(), expected.splitlines()
    missing = [line for line in truth if line not in mine]
    extra = [line[:80] for line in mine if line not in truth]
    parts = [f"missing: {', '.join(missing)}"] if missing else []
    parts += [f"not expected: {', '.join(extra[:8])}"] if extra else []
    return Mismatch(name, f"{name} differ ({'; '.join(parts) or 'in their order'})")


def _in_words(trial: Trial, expected: Output) -> str:
    if expected.kind == "number":
        return "a number"
    kind = "a torch tensor" if trial.library == "torch" else "a numpy array"
    return f"{kind} of shape {expected.shape} and dtype {wanted_dtype(trial, expected)}"


def _is_a(trial: Trial, name: str, actual: Output, wanted: str) -> str:
    unknown = f"of type {actual.kind}" if trial.public else "of another type"
    return f"{name} is {KINDS.get(actual.kind, unknown)}, expected {wanted}"


def _shown_dtype(trial: Trial, actual: Output) -> str:
    """A dtype that may be shown. In a hidden case, none that the student's code has made up."""
    known = trial.public or actual.dtype in STORAGE or actual.dtype in NUMPY_DTYPES
    return actual.dtype if known else "of another kind"


def _shown_shape(trial: Trial, actual: Output, expected: Output) -> str:
    """A shape that may be shown. In a hidden case, none that holds numbers from elsewhere."""
    known = {0, 1, *expected.shape}
    for value in trial.inputs.values():
        if isinstance(value, np.ndarray):
            known |= set(value.shape)
    if trial.public or (len(actual.shape) <= MOST_AXES and known.issuperset(actual.shape)):
        return f"shape {actual.shape}"
    return "another shape"


def _at(place: tuple[np.intp, ...]) -> str:
    return f" at [{', '.join(str(int(index)) for index in place)}]" if place else ""
