"""The inputs of each question.

No backward case has an x at or near 0: the derivative there is a convention, and both are right.
"""

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.spec import Case, Draw, case, fortran, strided

Array = npt.NDArray[np.float64]

SHEET_X = np.array(
    [[1.5, 2.2, 1.3, 6.7], [4.3, -0.3, -0.2, 4.9], [-4.5, 1.4, 5.5, 1.8], [0.1, -0.5, -0.1, 2.2]]
)
SHEET_DOUT = np.array(
    [
        [4.5, 1.2, 2.3, 1.3],
        [-1.3, -6.3, 4.1, -2.9],
        [-0.5, 1.2, 3.5, 1.2],
        [-6.1, 0.5, -4.1, -3.2],
    ]
)
SMALL_X = np.array([[-2.0, 1.0, 3.0], [0.5, -4.0, -1.0]])
SMALL_DOUT = np.array([[10.0, -2.0, 5.0], [-8.0, 3.0, -6.0]])
SMALL_X_WITH_ZERO = np.array([[-2.0, 0.0, 3.0], [0.5, -4.0, -1.0]])
LOGARITHMS = np.array([[-math.log(2), 3.0, -math.log(4)], [0.5, -math.log(10), 2.0]])
"""exp of the negative ones is 1/2, 1/4 and 1/10: ELU by hand."""

ONE_DEAD_OF_FOUR = np.array([[0.0, 2.0, 0.0, 0.0], [0.0, 0.0, 1.0, 3.0], [0.0, 4.0, 0.0, 5.0]])
THREE_DEAD_OF_FIVE = np.array([[0.0, 0.0, 1.5, 0.0, 0.0], [2.5, 0.0, 0.5, 0.0, 0.0]])

SIDE = "side effects"

OUT = ("out",)
DX = ("dx",)
FUNCTION = ("base class", "out", "dx")

AUTOGRAD = (
    ("autograd", "beside a skip connection", "dx with a skip connection"),
    ("autograd", "the whole Jacobian", "jacobian"),
    (SIDE, "x is left alone", "x afterwards"),
)
"""Group, case and output of what a Function must also get right."""


def layer(draw: Draw) -> Array:
    """Pre-activations (N, D) of a small layer, as many samples and units as nobody foresees."""
    return draw.away_from_zero(draw.whole(5, 8), draw.whole(9, 12))


def negative_first(draw: Draw) -> Array:
    """Pre-activations whose very first value is negative."""
    x = layer(draw)
    x[0, 0] = -abs(x[0, 0])
    return x


def far_from_zero(draw: Draw) -> Array:
    """Values beyond +-720, where exp overflows in float64 or vanishes; both signs in every row."""
    size = draw.uniform(6, 7, low=720.0, high=900.0)
    return size * np.where(np.arange(7) % 2 == 0, 1.0, -1.0)


def layouts(draw: Draw) -> Iterator[tuple[str, Array]]:
    """Inputs of every form a layer meets: other ranks, no sample at all, other orders in memory."""
    yield "one axis", draw.away_from_zero(draw.whole(6, 9))
    yield "images of four axes", draw.away_from_zero(2, 3, 4, 5)
    yield "a batch without samples", np.zeros((0, 3))
    yield "a single value", draw.away_from_zero(1, 1)
    yield "stored column by column", fortran(draw.away_from_zero(5, 7))
    yield "a view with gaps", strided(draw.away_from_zero(4, 6))


def layers(draw: Draw) -> Iterator[tuple[str, Array, Array]]:
    """Plain (name, x, dout); in the last, taking the sign of dout for that of x is fatal."""
    x = layer(draw)
    yield "a random layer", x, like(draw, x)
    x = layer(draw)
    yield "every dout against the sign of x", x, -np.sign(x) * abs(like(draw, x))


def like(draw: Draw, x: Array) -> Array:
    """A dout for x: of its shape, of either sign, never near 0 or 1 in all its elements."""
    return draw.away_from_zero(*x.shape, least=0.2, most=4.0)


def with_dead_units(draw: Draw, n: int, d: int, dead: int) -> Array:
    """Activations (N, D) of ReLU units, `dead` of them 0 for every sample, every other for some.

    No sample is 0 throughout as long as a unit lives, so that other shares differ from the asked.
    """
    activations = draw.uniform(n, d, low=0.2, high=3.0)
    off = (np.arange(n)[:, None] + np.arange(d)) % n < n // 2
    activations[off] = 0.0
    units = draw.generator.permutation(d)
    activations[:, units[:dead]] = 0.0
    return activations


def cancelling(draw: Draw) -> Array:
    """Activations (6, 9): 2 dead units, and live ones whose values sum to exactly 0."""
    half = with_dead_units(draw, 3, 9, dead=2)
    return np.concatenate([half, -half])


def slope(draw: Draw) -> float:
    """A negative slope far from 0, from 1 and from the usual 0.01."""
    return float(draw.uniform(low=0.15, high=0.6))


def small_alpha(draw: Draw) -> float:
    """An alpha well below 1: the usual 1 hides a forgotten factor."""
    return float(draw.uniform(low=0.3, high=0.7))


def large_alpha(draw: Draw) -> float:
    """An alpha well above 1."""
    return float(draw.uniform(low=1.4, high=2.5))


def relu_forward(draw: Draw) -> Iterator[Case]:
    yield case("the example of the sheet", public=True, outputs=OUT, x=SHEET_X)
    yield case("by hand with a zero", public=True, outputs=OUT, x=SMALL_X_WITH_ZERO)
    yield from forward(draw)


def relu_backward(draw: Draw) -> Iterator[Case]:
    yield case("the example of the sheet", public=True, outputs=DX, x=SHEET_X, dout=SHEET_DOUT)
    yield case("by hand", public=True, outputs=DX, x=SMALL_X, dout=SMALL_DOUT)
    yield from backward(draw)


def leaky_relu_forward(draw: Draw) -> Iterator[Case]:
    yield case("input of the sheet", public=True, outputs=OUT, x=SHEET_X, negative_slope=0.1)
    yield case(
        "by hand with a zero", public=True, outputs=OUT, x=SMALL_X_WITH_ZERO, negative_slope=0.25
    )
    yield case("a steep slope", outputs=OUT, x=layer(draw), negative_slope=0.9)
    yield from forward(draw, negative_slope=slope)


def leaky_relu_backward(draw: Draw) -> Iterator[Case]:
    yield case(
        "input of the sheet",
        public=True,
        outputs=DX,
        x=SHEET_X,
        dout=SHEET_DOUT,
        negative_slope=0.1,
    )
    yield case("by hand", public=True, outputs=DX, x=SMALL_X, dout=SMALL_DOUT, negative_slope=0.25)
    yield from backward(draw, negative_slope=slope)


def elu_forward(draw: Draw) -> Iterator[Case]:
    yield case("logarithms by hand", public=True, outputs=OUT, x=LOGARITHMS, alpha=2.0)
    yield case("input of the sheet", public=True, outputs=OUT, x=SHEET_X, alpha=0.5)
    yield case("a large alpha", outputs=OUT, x=layer(draw), alpha=large_alpha(draw))
    yield case("a zero", outputs=OUT, x=SMALL_X_WITH_ZERO, alpha=small_alpha(draw))
    yield from forward(draw, alpha=small_alpha)
    x = far_from_zero(draw)
    yield case("far from zero", group="stability", outputs=OUT, x=x, alpha=small_alpha(draw))


def elu_backward(draw: Draw) -> Iterator[Case]:
    yield case(
        "logarithms by hand", public=True, outputs=DX, x=LOGARITHMS, dout=SMALL_DOUT, alpha=2.0
    )
    yield case("input of the sheet", public=True, outputs=DX, x=SHEET_X, dout=SHEET_DOUT, alpha=0.5)
    x = layer(draw)
    yield case("a large alpha", outputs=DX, x=x, dout=like(draw, x), alpha=large_alpha(draw))
    yield from backward(draw, alpha=small_alpha)
    x = far_from_zero(draw)
    dout, alpha = like(draw, x), small_alpha(draw)
    yield case("far from zero", group="stability", outputs=DX, x=x, dout=dout, alpha=alpha)


def relu_function(draw: Draw) -> Iterator[Case]:
    yield case(
        "the example of the sheet", public=True, outputs=FUNCTION, x=SHEET_X, dout=SHEET_DOUT
    )
    yield case("by hand", public=True, outputs=FUNCTION, x=SMALL_X, dout=SMALL_DOUT)
    yield from function(draw)


def leaky_relu_function(draw: Draw) -> Iterator[Case]:
    yield case(
        "input of the sheet",
        public=True,
        outputs=FUNCTION,
        x=SHEET_X,
        dout=SHEET_DOUT,
        negative_slope=0.1,
    )
    yield case(
        "by hand", public=True, outputs=FUNCTION, x=SMALL_X, dout=SMALL_DOUT, negative_slope=0.25
    )
    yield from function(draw, negative_slope=slope)


def elu_function(draw: Draw) -> Iterator[Case]:
    yield case(
        "logarithms by hand",
        public=True,
        outputs=FUNCTION,
        x=LOGARITHMS,
        dout=SMALL_DOUT,
        alpha=2.0,
    )
    yield case(
        "input of the sheet", public=True, outputs=FUNCTION, x=SHEET_X, dout=SHEET_DOUT, alpha=0.5
    )
    x = layer(draw)
    dout, alpha = like(draw, x), large_alpha(draw)
    yield case("a large alpha", outputs=FUNCTION, x=x, dout=dout, alpha=alpha)
    yield from function(draw, alpha=small_alpha)
    x = far_from_zero(draw)
    dout, alpha = like(draw, x), small_alpha(draw)
    yield case("far from zero", group="stability", outputs=FUNCTION, x=x, dout=dout, alpha=alpha)


def dead_fraction(draw: Draw) -> Iterator[Case]:
    yield case("one unit of four", public=True, activations=ONE_DEAD_OF_FOUR)
    yield case("three units of five", public=True, activations=THREE_DEAD_OF_FIVE)
    yield case("a random layer", activations=with_dead_units(draw, 6, 11, dead=4))
    yield case("many units of few samples", activations=with_dead_units(draw, 3, 40, dead=9))
    yield case("no dead unit", activations=with_dead_units(draw, 7, 5, dead=0))
    yield case("nothing but dead units", activations=with_dead_units(draw, 5, 8, dead=8))
    images = with_dead_units(draw, 5, 3 * 4 * 2, dead=7).reshape(5, 3, 4, 2)
    yield case("feature maps", public=True, group="shapes", activations=images)
    sequences = with_dead_units(draw, 4, 5 * 6, dead=11).reshape(4, 5, 6)
    yield case("three axes", group="shapes", activations=sequences)
    one_sample = with_dead_units(draw, 5, 9, dead=5).max(axis=0, keepdims=True)
    yield case("a batch of one sample", group="shapes", activations=one_sample)
    by_column = fortran(with_dead_units(draw, 6, 10, dead=3))
    yield case("stored column by column", group="shapes", activations=by_column)
    leaky = -with_dead_units(draw, 6, 9, dead=2)
    yield case("negative activations", group="any activation", activations=leaky)
    yield case("values that cancel", group="any activation", activations=cancelling(draw))
    faint = 1e-10 * with_dead_units(draw, 6, 9, dead=4)
    yield case("faint activations", group="any activation", activations=faint)


# The hidden cases that the questions share. A parameter is given as the source it is drawn from.

Source = Callable[[Draw], float]


def drawn(draw: Draw, parameter: dict[str, Source]) -> dict[str, Any]:
    """A fresh value for each parameter."""
    return {name: source(draw) for name, source in parameter.items()}


def forward(draw: Draw, **parameter: Source) -> Iterator[Case]:
    """Hidden cases of a forward pass."""
    yield case("a random layer", outputs=OUT, x=layer(draw), **drawn(draw, parameter))
    x = negative_first(draw)
    yield case("the first value is negative", outputs=OUT, x=x, **drawn(draw, parameter))
    for name, x in layouts(draw):
        yield case(name, group="shapes", outputs=OUT, x=x, **drawn(draw, parameter))
    x = layer(draw)
    yield case(
        "x is left alone", group=SIDE, outputs=("x afterwards",), x=x, **drawn(draw, parameter)
    )


def backward(draw: Draw, **parameter: Source) -> Iterator[Case]:
    """Hidden cases of a backward pass."""
    for name, x, dout in layers(draw):
        yield case(name, outputs=DX, x=x, dout=dout, **drawn(draw, parameter))
    for name, x in layouts(draw):
        dout = like(draw, x)
        yield case(name, group="shapes", outputs=DX, x=x, dout=dout, **drawn(draw, parameter))
    x = layer(draw)
    yield case(
        "x is left alone",
        group=SIDE,
        outputs=("change of x",),
        x=x,
        dout=like(draw, x),
        **drawn(draw, parameter),
    )


def function(draw: Draw, **parameter: Source) -> Iterator[Case]:
    """Hidden cases of a torch.autograd.Function."""
    for name, x, dout in layers(draw):
        yield case(name, outputs=FUNCTION, x=x, dout=dout, **drawn(draw, parameter))
    for name, x in layouts(draw):
        dout = like(draw, x)
        yield case(name, group="shapes", outputs=FUNCTION, x=x, dout=dout, **drawn(draw, parameter))
    for group, name, output in AUTOGRAD:
        x = layer(draw)
        dout = like(draw, x)
        yield case(name, group=group, outputs=(output,), x=x, dout=dout, **drawn(draw, parameter))
