"""The inputs of each question.

Random weights need samples: every case that judges how they are spread draws 6,000 of them or
more, which tells a standard deviation that is off by 7 % and a uniform distribution from a normal
one. fan_in and fan_out are never near each other, so that neither passes for the other, nor for
their mean.
"""

import itertools
import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.spec import Case, Draw, case, fortran, normal

Array = npt.NDArray[np.float64]

SAMPLES = 6_000
"""Weights that a case draws, at least."""

MATRIX_AXES = ("row", "column")
AXES = ("call", *MATRIX_AXES)

WEIGHTS = ("one matrix", "weights", "findings about the tails")
REPETITION = ("findings about a generator with the same seed",)
JACOBIAN = ("jacobian",)
ORTHONORMAL = (
    "0 * one matrix",
    "products of the columns (or rows)",
    "singular values of the product",
    "findings about a second call",
)
UNIFORM = ("weights times random triangles",)
FILLED = ("weights", "findings about the tails")

GENERATOR = "the generator"


# ---- the derivation ----------------------------------------------------------------------------


def product_variance(draw: Draw) -> Iterator[Case]:
    """Both means 0, one of them, none; a constant factor."""
    yield case("both means 0", public=True, mean_a=0.0, var_a=3.0, mean_w=0.0, var_w=2.0)
    yield case("a is the constant 2", public=True, mean_a=2.0, var_a=0.0, mean_w=5.0, var_w=3.0)
    yield case("by hand", public=True, mean_a=2.0, var_a=3.0, mean_w=-1.0, var_w=5.0)
    for name, with_a, with_w in (
        ("centered weights", True, False),
        ("a centered input", False, True),
        ("neither is centered", True, True),
        ("neither is centered again", True, True),
    ):
        yield case(
            name,
            mean_a=away(draw) if with_a else 0.0,
            var_a=variance(draw),
            mean_w=away(draw) if with_w else 0.0,
            var_w=variance(draw),
        )
    inputs = {"mean_a": away(draw), "var_a": variance(draw)}
    yield case("w is a constant", mean_w=away(draw), var_w=0.0, **inputs)


def variance_after_layer(draw: Draw) -> Iterator[Case]:
    """One layer."""
    yield case("by hand", public=True, input_variance=2.0, weight_variance=0.5, fan_in=3)
    yield case("small weights", public=True, input_variance=4.0, weight_variance=0.01, fan_in=100)
    yield case("a single input", input_variance=0.7, weight_variance=variance(draw), fan_in=1)
    for name, least, most in (("a narrow layer", 2, 9), ("a wide layer", 50, 400)):
        fan_in = draw.whole(least, most)
        inputs = {"input_variance": variance(draw), "weight_variance": variance(draw)}
        yield case(name, fan_in=fan_in, **inputs)


def variance_after_layers(draw: Draw) -> Iterator[Case]:
    """Equal layers, different ones, one, none."""
    equal: dict[str, Any] = {"weight_variances": [0.25] * 3, "fan_ins": [8] * 3}
    yield case("three equal layers by hand", public=True, input_variance=5.0, **equal)
    different: dict[str, Any] = {"weight_variances": [0.5, 0.1], "fan_ins": [3, 20]}
    yield case("two different layers by hand", public=True, input_variance=2.0, **different)
    for n_layers in (1, 4, 7):
        fan_ins = [draw.whole(2, 60) for _ in range(n_layers)]
        gains = [float(draw.uniform(low=0.6, high=1.8)) for _ in fan_ins]
        yield case(
            f"{n_layers} different layers" if n_layers > 1 else "one layer",
            input_variance=variance(draw),
            weight_variances=[gain / fan_in for gain, fan_in in zip(gains, fan_ins, strict=True)],
            fan_ins=fan_ins,
        )
    inputs: dict[str, Any] = {"weight_variances": [], "fan_ins": []}
    yield case("no layer", group="no layer", input_variance=variance(draw), **inputs)


def constant_variance(draw: Draw) -> Iterator[Case]:
    """Fan-ins small and large; 1, for which a wrong power doesn't show, only among others."""
    yield case("four inputs", public=True, fan_in=4)
    yield case("a hundred inputs", public=True, fan_in=100)
    yield case("a few inputs", fan_in=draw.whole(3, 9))
    yield case("many inputs", fan_in=draw.whole(20, 300))
    yield case("a single input", fan_in=1)


def relu_constant_variance(draw: Draw) -> Iterator[Case]:
    """ReLU, leaky ReLU, and the two slopes for which leaky ReLU keeps the whole of E[z^2]."""
    yield case("ReLU by hand", public=True, fan_in=8, negative_slope=0.0)
    yield case("a leaky ReLU by hand", public=True, fan_in=4, negative_slope=0.5)
    yield case("ReLU", fan_in=draw.whole(20, 200), negative_slope=0.0)
    for name, low, high in (("a flat slope", 0.1, 0.4), ("a steep slope", 0.6, 0.9)):
        slope = float(draw.uniform(low=low, high=high))
        yield case(name, fan_in=draw.whole(3, 30), negative_slope=slope)
    yield case("the identity", fan_in=draw.whole(3, 30), negative_slope=1.0)
    yield case("the absolute value", fan_in=draw.whole(3, 30), negative_slope=-1.0)


def variance(draw: Draw) -> float:
    """A variance that differs from its root, its square and 1."""
    return float(draw.uniform(low=0.2, high=0.7))


def away(draw: Draw) -> float:
    """A mean of either sign, not near 0 or 1."""
    return float(draw.away_from_zero(least=1.5, most=3.0))


# ---- random weights in NumPy -------------------------------------------------------------------


def gaussian_init(draw: Draw) -> Iterator[Case]:
    """Small and large standard deviations, far from 1; none at all, where the weights are known."""

    def inputs(fan_in: int, fan_out: int, std: float) -> dict[str, Any]:
        return spread(draw, fan_in, fan_out, std) | {"std": std}

    yield case("std 0.5", public=True, outputs=WEIGHTS, **inputs(40, 15, 0.5))
    yield case("small weights", public=True, outputs=WEIGHTS, **inputs(12, 50, 0.02))
    std = float(draw.uniform(low=0.1, high=0.4))
    yield case("tall", outputs=WEIGHTS, **inputs(draw.whole(45, 70), draw.whole(11, 17), std))
    std = float(draw.uniform(low=1.8, high=3.0))
    yield case("wide", outputs=WEIGHTS, **inputs(draw.whole(11, 17), draw.whole(45, 70), std))
    zero = {"fan_in": 2, "fan_out": 3, "std": 0.0, "calls": 2, "seed": 1}
    yield case("std 0", public=True, group="shapes", outputs=("one matrix",), **zero)
    for name, fan_in, fan_out in EDGES:
        yield case(name, group="shapes", outputs=WEIGHTS, **inputs(fan_in, fan_out, 0.3))
    yield case("repeated", group=GENERATOR, outputs=REPETITION, **inputs(9, 4, 0.3))


def xavier_init(draw: Draw) -> Iterator[Case]:
    """Fans that differ, both ways."""
    yield from by_fan_in(draw, lambda fan_in: math.sqrt(1 / fan_in))


def he_init(draw: Draw) -> Iterator[Case]:
    """Fans that differ, both ways."""
    yield from by_fan_in(draw, lambda fan_in: math.sqrt(2 / fan_in))


EDGES = (("one input", 1, 30), ("one output", 30, 1), ("two weights", 2, 1))
"""Layers with a single column or row of weights: name, fan_in, fan_out."""


def by_fan_in(draw: Draw, std_of: Callable[[int], float]) -> Iterator[Case]:
    """The cases of an initialization whose standard deviation comes from fan_in."""

    def inputs(fan_in: int, fan_out: int) -> dict[str, Any]:
        return spread(draw, fan_in, fan_out, std_of(fan_in))

    yield case("fan_in 50, fan_out 8", public=True, outputs=WEIGHTS, **inputs(50, 8))
    yield case("fan_in 6, fan_out 40", public=True, outputs=WEIGHTS, **inputs(6, 40))
    tall = inputs(draw.whole(45, 70), draw.whole(11, 17))
    yield case("tall", outputs=WEIGHTS, **tall)
    wide = inputs(draw.whole(11, 17), draw.whole(45, 70))
    yield case("wide", outputs=WEIGHTS, **wide)
    for name, fan_in, fan_out in EDGES:
        yield case(name, group="shapes", outputs=WEIGHTS, **inputs(fan_in, fan_out))
    yield case("repeated", group=GENERATOR, outputs=REPETITION, **inputs(9, 4))


def spread(draw: Draw, fan_in: int, fan_out: int, std: float) -> dict[str, Any]:
    """As many calls as the samples need, and how the weights are spread."""
    return {
        "fan_in": fan_in,
        "fan_out": fan_out,
        "calls": math.ceil(SAMPLES / (fan_in * fan_out)),
        "seed": seed(draw),
        "distributions": {"one matrix": normal(std, MATRIX_AXES), "weights": normal(std, AXES)},
    }


def seed(draw: Draw) -> int:
    """A seed that no solution can foresee."""
    return draw.whole(0, 2**31 - 1)


# ---- the scales of activations -----------------------------------------------------------------


def activation_scales(draw: Draw) -> Iterator[Case]:
    """Every activation; equal widths, where a wrong order of the matrices fits; few layers."""
    yield case("two ReLU layers by hand", public=True, **SMALL_NETWORK)
    inputs = network(draw, [3, 5, 4, 6], "tanh", n=4)
    yield case("three tanh layers", public=True, **inputs)
    for activation in ("tanh", "ReLU", "softplus"):
        widths = [6, draw.whole(8, 10), draw.whole(11, 14), 7, draw.whole(3, 5)]
        yield case(f"random {activation} layers", **network(draw, widths, activation))
    for activation in ("tanh", "identity"):
        name = f"{activation} layers of one width"
        yield case(name, **network(draw, [7] * 5, activation))
    inputs = network(draw, [9] * 4, "ReLU", gain=4.0)
    yield case("activations that explode", **inputs)

    inputs = network(draw, [5, 8], "tanh")
    yield case("one layer", group="shapes", **inputs)
    inputs = network(draw, [5, 7, 9], "tanh", n=1)
    yield case("one sample", group="shapes", **inputs)
    inputs = network(draw, [6, 1, 5], "ReLU", n=8)
    yield case("a layer of one unit", group="shapes", **inputs)


SMALL_NETWORK: dict[str, Any] = {
    "widths": [2, 2, 1],
    "matrices": [np.array([[3.0, -1.0], [-1.0, 3.0]]), np.array([[1.0], [0.5]])],
    "activation": "ReLU",
    "x": np.array([[1.0, -1.0], [-1.0, 1.0]]),
}
"""By hand: a_1 is [[4, 0], [0, 4]], a_2 is [[4], [2]]; their standard deviations are 2 and 1."""


def network(
    draw: Draw, widths: list[int], activation: str, n: int = 6, gain: float = 1.3
) -> dict[str, Any]:
    """Inputs with a mean other than 0, and weights whose size alternates from layer to layer."""
    return {
        "widths": widths,
        "matrices": [
            weight * (1.5 if layer % 2 else 0.8)
            for layer, weight in enumerate(chain(draw, widths, gain))
        ],
        "activation": activation,
        "x": draw.normal(n, widths[0], mean=0.3, std=0.8),
    }


def chain(draw: Draw, widths: list[int], gain: float = 1.0) -> list[Array]:
    """Weights of a network with layers of these widths, the input's first."""
    return [
        draw.normal(fan_in, fan_out, std=gain / math.sqrt(fan_in))
        for fan_in, fan_out in itertools.pairwise(widths)
    ]


# ---- Jacobians ---------------------------------------------------------------------------------


def input_output_jacobian(draw: Draw) -> Iterator[Case]:
    """Shallow and deep, tall and wide, square, where a transposed or reversed product fits too."""
    yield case("by hand", public=True, outputs=JACOBIAN, **SMALL_TANH)
    yield case("by hand at x = 0", public=True, outputs=JACOBIAN, **AT_ZERO)
    for name, widths in DEPTHS:
        yield case(name, outputs=JACOBIAN, **tanh_network(draw, widths))

    group = "shapes"
    yield case("one layer", group=group, outputs=JACOBIAN, **tanh_network(draw, [5, 3]))
    yield case("one input", group=group, outputs=JACOBIAN, **tanh_network(draw, [1, 6, 4]))
    yield case("one output", group=group, outputs=JACOBIAN, **tanh_network(draw, [4, 6, 1]))
    inputs = tanh_network(draw, [5, 7, 4])
    inputs["weights"] = [fortran(weight) for weight in inputs["weights"]]
    yield case("stored column by column", group=group, outputs=JACOBIAN, **inputs)

    outputs = ("change of the weights",)
    inputs = tanh_network(draw, [5, 6, 7])
    yield case("weights are left alone", group="side effects", outputs=outputs, **inputs)


DEPTHS = (
    ("two layers", [5, 8, 6]),
    ("three layers", [7, 5, 9, 6]),
    ("three square layers", [6, 6, 6, 6]),
    ("five layers", [6, 9, 7, 8, 10, 5]),
)

SMALL_TANH: dict[str, Any] = {
    "weights": [
        np.array([[0.5, -0.5], [1.0, 2.0], [0.0, 4.0]]),
        np.array([[4.0, 1.0, 0.0], [8.0, 0.0, -4.0]]),
    ],
    "x": np.array([math.log(3), 0.0, math.log(3) / 8]),
}
"""By hand: z_1 is (log(3) / 2, 0), so tanh is (1/2, 0) there, and its derivative (3/4, 1)."""

AT_ZERO: dict[str, Any] = {
    "weights": [np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([[3.0, 0.0], [1.0, -1.0]])],
    "x": np.zeros(2),
}
"""By hand: tanh' is 1 at 0, so only the weights remain."""


def tanh_network(draw: Draw, widths: list[int]) -> dict[str, Any]:
    """A network in whose layers tanh' is far from 0 and from 1 for most units."""
    weights = chain(draw, widths, gain=1.4)
    return {"weights": weights, "x": draw.away_from_zero(widths[0], least=0.5, most=1.3)}


def jacobian_singular_values(draw: Draw) -> Iterator[Case]:
    """Tall, wide and square Jacobians of full rank, no singular value of which is near 0."""
    yield case("by hand", public=True, **STRETCHED)
    yield case("one layer by hand", public=True, **SHEARED)
    for name, widths in (
        ("more outputs than inputs", [4, 7, 9]),
        ("more inputs than outputs", [9, 8, 4]),
        ("three layers", [5, 9, 8, 6]),
    ):
        yield case(name, **tanh_network(draw, widths))
    yield case("one output", group="shapes", **tanh_network(draw, [5, 7, 1]))
    yield case("one input", group="shapes", **tanh_network(draw, [1, 6, 4]))


STRETCHED: dict[str, Any] = {
    "weights": [np.diag([-0.5, 2.0, 3.0]), np.array([[8.0, 0.0], [0.0, 0.0], [0.0, -4.0]])],
    "x": np.array([math.log(3), 0.0, 0.0]),
}
"""By hand: J is ((-3, 0, 0), (0, 0, -12)), which stretches by 3 and by 12."""

SHEARED: dict[str, Any] = {
    "weights": [np.array([[3.0, 4.0], [0.0, 5.0]])],
    "x": np.array([0.7, -0.2]),
}
"""By hand: the eigenvalues of J are 3 and 5, those of J^T J are 5 and 45."""


# ---- orthogonal matrices -----------------------------------------------------------------------


def orthogonal_init(draw: Draw) -> Iterator[Case]:
    """Tall, wide and square; then, of small ones, enough to see a direction that is preferred."""

    def inputs(fan_in: int, fan_out: int, calls: int) -> dict[str, Any]:
        return {"fan_in": fan_in, "fan_out": fan_out, "calls": calls, "seed": seed(draw)}

    yield case("square", public=True, outputs=ORTHONORMAL, **inputs(4, 4, calls=3))
    yield case("tall", public=True, outputs=ORTHONORMAL, **inputs(5, 3, calls=2))
    yield case("wide", public=True, outputs=ORTHONORMAL, **inputs(2, 6, calls=2))
    n = draw.whole(7, 12)
    yield case("a random square", outputs=ORTHONORMAL, **inputs(n, n, calls=30))
    fan_in, fan_out = draw.whole(14, 20), draw.whole(5, 9)
    yield case("a random tall one", outputs=ORTHONORMAL, **inputs(fan_in, fan_out, calls=4))
    fan_in, fan_out = draw.whole(5, 9), draw.whole(14, 20)
    yield case("a random wide one", outputs=ORTHONORMAL, **inputs(fan_in, fan_out, calls=4))
    yield case("one input", group="shapes", outputs=ORTHONORMAL, **inputs(1, 7, calls=3))
    yield case("one output", group="shapes", outputs=ORTHONORMAL, **inputs(7, 1, calls=3))

    mixed = {UNIFORM[0]: normal(1.0, AXES)}
    for name, fan_in, fan_out, public in (
        ("many tall ones", 3, 2, True),
        ("many wide ones", 2, 3, False),
        ("many square ones", 3, 3, False),
    ):
        yield case(
            name,
            public=public,
            group="every direction alike",
            outputs=UNIFORM,
            distributions=mixed,
            **inputs(fan_in, fan_out, calls=600),
        )
    yield case("repeated", group=GENERATOR, outputs=REPETITION, **inputs(6, 4, calls=1))


# ---- PyTorch -----------------------------------------------------------------------------------


def xavier_normal_(draw: Draw) -> Iterator[Case]:
    """Linear weights and convolutions of every rank; then what a filling must leave alone."""

    def filling(
        shape: tuple[int, ...], *, parameter: bool = False, generator: bool = True
    ) -> dict[str, Any]:
        return {
            "weight": draw.normal(*shape, mean=3.0),
            "calls": math.ceil(SAMPLES / math.prod(shape)),
            "seed": seed(draw),
            "parameter": parameter,
            "generator": generator,
            "distributions": {"weights": normal(xavier_std(shape), ("call", *NAMES[: len(shape)]))},
        }

    yield case("a linear layer", public=True, outputs=FILLED, **filling((8, 50)))
    yield case("a convolution", public=True, outputs=FILLED, **filling((4, 9, 3, 3)))
    shape = (draw.whole(40, 60), draw.whole(6, 12))
    yield case("a random linear layer", outputs=FILLED, **filling(shape))
    shape = (draw.whole(20, 26), draw.whole(4, 7), 5, 2)
    yield case("a random convolution", outputs=FILLED, **filling(shape))

    for name, shape in (
        ("a convolution with one axis", (30, 5, 7)),
        ("a convolution with three axes", (20, 3, 2, 4, 3)),
        ("a kernel of one place", (6, 40, 1, 1)),
        ("one input", (40, 1)),
        ("one output", (1, 40)),
    ):
        yield case(name, group="shapes", outputs=FILLED, **filling(shape))
    inputs = filling((30, 9))
    inputs["weight"] = fortran(inputs["weight"])
    yield case("a transposed view", group="shapes", outputs=FILLED, **inputs)

    group = "in place"
    outputs = (
        "findings about what is returned",
        "findings about the memory",
        "findings about requires_grad",
    )
    inputs = filling((5, 8), parameter=True) | {"calls": 1}
    yield case("a small parameter", public=True, group=group, outputs=outputs, **inputs)
    inputs = filling((30, 4, 3, 2), parameter=True)
    yield case("a parameter", group=group, outputs=("weights", *outputs), **inputs)
    inputs = filling((7, 9))
    yield case("no parameter", group=group, outputs=outputs, **inputs)

    outputs = ("weights", *REPETITION)
    inputs = filling((10, 25))
    yield case("a generator", group=GENERATOR, outputs=outputs, **inputs)
    inputs = filling((25, 10), generator=False)
    yield case("torch's own generator", group=GENERATOR, outputs=outputs, **inputs)


NAMES = ("output", "input", "place", "place in the next axis", "place in the last axis")
"""What the axes of a weight count."""


def xavier_std(shape: tuple[int, ...]) -> float:
    """The root of 1 / fan_in, of a weight (outputs, inputs, *kernel)."""
    return 1 / math.sqrt(math.prod(shape[1:]))
