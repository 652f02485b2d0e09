"""The speed track of an assignment: the [track] table of assignment.toml, and track/kernels.py.

It gives no points. What is timed is a function that a student may hand in beside the rest, in a
module of its own, so that nothing of it can disturb a graded question.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.spec.course import SpecError
from autograder.worker.dtypes import FLOATS

if TYPE_CHECKING:
    from torch import Generator, Tensor

FOLDER = "track"
"""Where an assignment keeps what its track needs."""

KERNELS = "kernels.py"
"""The author's file in it: what is timed, what it is fed with, and what is right."""


class Track(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings.

    module   what a hand-in's file is called
    sizes    N and D of what is timed on a device; `stand_in`: in its place on the CPU
    dtypes   of the large tensors
    """

    title: str
    module: str
    sizes: tuple[tuple[int, int], ...]
    stand_in: tuple[tuple[int, int], ...]
    dtypes: tuple[str, ...] = ("float32",)

    def sizes_on(self, device: str) -> tuple[tuple[int, int], ...]:
        """What is timed there."""
        return self.stand_in if device == "cpu" else self.sizes


@dataclass(frozen=True)
class Argument:
    """A tensor that a function takes, of shape (N, D) or, if it is a vector, (D,).

    dtype   "" for that of the heat: the large tensors'
    output  whether the function fills it
    """

    name: str
    vector: bool = False
    dtype: str = ""
    output: bool = False


@dataclass(frozen=True)
class Right:
    """The exact values of some columns of an output, in float64, and how far off each may be."""

    values: "Tensor"
    allowed: "Tensor"


@dataclass(frozen=True)
class Kernel:
    """A function that is timed: it is given its inputs, and tensors to write its outputs to.

    passes  how often a tensor of (N, D) is read or written by the plain way to do it: the floor
    draw    fills the inputs with fresh values
    right   from the inputs, what some columns of each output must be
    """

    function: str
    arguments: tuple[Argument, ...]
    passes: int
    draw: "Callable[[Mapping[str, Tensor], Generator], None]"
    right: "Callable[[Mapping[str, Tensor], slice], dict[str, Right]]"

    @property
    def inputs(self) -> tuple[Argument, ...]:
        """What the function is given."""
        return tuple(argument for argument in self.arguments if not argument.output)

    @property
    def outputs(self) -> tuple[Argument, ...]:
        """What the function fills."""
        return tuple(argument for argument in self.arguments if argument.output)


@dataclass(frozen=True)
class TrackFiles:
    """What lies in an assignment's folder track/."""

    folder: Path
    kernels: tuple[Kernel, ...] = field(default=())

    @property
    def native(self) -> str:
        """The library's own functions under the names of the kernels, to be timed beside."""
        path = self.folder / "native.py"
        return path.read_text(encoding="utf-8") if path.is_file() else ""


def problem_in_track(track: Track) -> str:
    """What is wrong with the settings, or ""."""
    if not track.module.isidentifier():
        return f"module must be the name of a Python module, not {track.module!r}"
    if not track.dtypes or not set(track.dtypes) <= set(FLOATS):
        return f"dtypes must be of {', '.join(FLOATS)}, not {track.dtypes}"
    for name, sizes in (("sizes", track.sizes), ("stand_in", track.stand_in)):
        if not sizes or any(side < 1 for size in sizes for side in size):
            return f"{name} must hold pairs of N and D, each at least 1"
    return ""


def blocks(n: int, d: int, values: int) -> Iterator[slice]:
    """The columns of an (N, D) tensor in blocks of at most so many values, or of one column."""
    width = max(1, values // n)
    for first in range(0, d, width):
        yield slice(first, min(first + width, d))


def stub_path(folder: Path, track: Track) -> Path:
    """The file that a student begins with."""
    return folder / FOLDER / f"{track.module}.py"


def read_kernels(folder: Path) -> TrackFiles:
    """What an assignment's track is about, by its folder; SpecError for one that has none."""
    from autograder.spec.assignment import load_module

    module = load_module(folder / FOLDER / KERNELS)
    kernels = getattr(module, "KERNELS", ())
    if not kernels or not all(isinstance(kernel, Kernel) for kernel in kernels):
        raise SpecError(f"{folder / FOLDER / KERNELS} must define KERNELS, a tuple of Kernel")
    return TrackFiles(folder / FOLDER, tuple(kernels))
