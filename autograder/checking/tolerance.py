"""How far an output may be from the truth: measured multiples of torch.testing's defaults."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

UNITS: dict[str, tuple[float, float]] = {
    "float64": (1e-7, 1e-7),
    "float32": (1.3e-6, 1e-5),
    "float16": (1e-3, 1e-5),
    "bfloat16": (1.6e-2, 1e-5),
}
"""(relative, absolute) for each dtype: the defaults of torch.testing.assert_close."""


AUTOCAST = "autocast-"
"""What stands before the dtype of an autocast, which float32 outputs went through on their way."""


def unit(expected: Array, dtype: str) -> Array:
    """The deviation that counts as 1, for each element: absolute + relative x |expected|.

    For an autocast's dtype, "autocast-bfloat16", of the largest |expected| of all: each layer's
    sums are rounded to it, so that an element is off by a part of the terms that it comes from,
    however small it is itself.
    """
    relative, absolute = UNITS[dtype.removeprefix(AUTOCAST)]
    size = np.abs(expected)
    if dtype.startswith(AUTOCAST):
        size = np.full_like(size, size.max(initial=0.0))
    return absolute + relative * size


def deviation(actual: Array, expected: Array, dtype: str) -> Array:
    """|actual - expected| in units, for each element; NaN equals nothing, an infinity itself."""
    with np.errstate(invalid="ignore", over="ignore"):
        measured: Array = np.abs(actual - expected) / unit(expected, dtype)
    if np.isfinite(measured).all():
        return measured
    measured = np.where(np.isnan(measured) | np.isinf(expected), np.inf, measured)
    return np.where(np.isinf(expected) & (actual == expected), 0.0, measured)


@dataclass(frozen=True)
class Tolerances:
    """What is allowed for each (question.output, device-dtype), in units; else 1."""

    allowed: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def of(self, question: str, output: str, device: str, dtype: str) -> float:
        """Units of deviation that pass."""
        key = f"{question}.{output}"
        on_cpu = self.allowed.get((key, f"cpu-{dtype}"), 1.0)
        return self.allowed.get((key, f"{device}-{dtype}"), on_cpu)  # not measured there: as here


def read_tolerances(path: Path) -> Tolerances:
    """The tolerances of a tolerances.toml; none if there is no such file."""
    if not path.is_file():
        return Tolerances()
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return Tolerances(
        {
            (output, place): float(measured["allowed"])
            for output, places in entries.items()
            for place, measured in places.items()
        }
    )
