"""The inputs of each question.

p is never near 0.5, where keeping and dropping, p and 1 - p, can't be told from each other. x and
dout are away from 0, so that what is 0 was dropped. Where a case needs every unit, or every
combination of hidden units, to be kept once and dropped once, it asks for so many passes that one
is missing with a probability of less than 1e-12.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.spec import Case, Draw, bernoulli, case, fortran, strided

Array = npt.NDArray[np.float64]

OUT = ("out",)
DX = ("dx",)
KEPT = ("kept",)
SCALE = ("kept units, smallest", "kept units, largest")
GRADIENTS = (
    "dx of kept units, smallest",
    "dx of kept units, largest",
    "dx of dropped units, largest size",
)
DROPPED = ("dx of dropped units, largest size",)
SIZES = ("dx, smallest size", "dx, largest size")
EXTREMES = ("smallest out of each sample", "largest out of each sample")
TRAIN = (*SCALE, *KEPT)
SAME_SEED = ("second call with the same seed",)
SAME_GENERATOR = ("second call with the same generator",)
OVERWRITTEN = ("arrays overwritten",)
X_AFTERWARDS = ("x afterwards",)
NETWORK_AFTERWARDS = (
    "X afterwards",
    *(f"{letter}{layer} afterwards" for layer in (1, 2, 3) for letter in "Wb"),
)
HOST = ("values read on the host by",)
WAITS = ("waits of the host in one pass",)
SETTINGS = ("settings of torch",)
GPU = ("cuda",)
ENSEMBLE = ("mean", "spread")

TEST_MODE = "test mode"
SIDE_EFFECTS = "side effects"
EXTREME_P = "nothing to drop"
SEED = "seed"

LAYER = ("call", "sample", "unit")
COLUMNS = ("call", "unit", "sample")
IMAGES = ("call", "sample", "channel", "row", "column")

CALLS = 100
"""Passes in which each of some 200 units is kept once and dropped once, for 0.3 <= p <= 0.7."""

FEWER_CALLS = 40
"""Passes in which each of some 200 units is kept once, for p >= 0.6."""

COPIES = 1000
NETWORK_CALLS = 13
"""Passes and copies in which all 32 combinations of five units occur, for 0.3 <= p <= 0.7."""

CARRIERS = 40
"""Second-layer units that tell of a first-layer one: for p >= 0.65 one of them is always kept."""

# By hand: p = 0.8, and dividing by 0.8 is multiplying by 1.25.
SMALL_P = 0.8
SMALL_X = np.array([[1.0, -2.0, 3.0], [-4.0, 5.0, -6.0]])
SMALL_DOUT = np.array([[8.0, 4.0, -2.0], [-1.0, 2.0, -4.0]])
AFTER_RELU = np.array([[1.0, 0.0, 3.0], [0.0, 5.0, 0.0]])
SMALL_SAMPLES = np.array([[1.0], [2.0]])
SMALL_NETWORK = {
    "W1": np.array([[2.0, 1.0], [0.0, 3.0]]),
    "b1": np.array([[0.0], [2.0]]),
    "W2": np.array([[1.0, 1.0], [-1.0, 1.0]]),
    "b2": np.array([[1.0], [2.0]]),
    "W3": np.array([[1.0, 2.0]]),
    "b3": np.array([[3.0]]),
}
SMALL_PASSES = np.array([[[1.0, 0.0]], [[1.0, 8.0]], [[5.0, 0.0]], [[5.0, 8.0]]])
"""Four passes of one input and two outputs: 1, 1, 5, 5 has the mean 3 and the spread 2."""

LAYOUTS = {"stored column by column": fortran, "stored with gaps": strided}


def dropout_forward(draw: Draw) -> Iterator[Case]:
    """What a kept unit becomes, and how often it is kept; test mode; seeds; shapes."""
    p = SMALL_P
    inputs = {"x": SMALL_X, "p": p, "seed": 1, "calls": 200}
    yield case("by hand", public=True, outputs=TRAIN, distributions=kept(p), **inputs)
    p = SMALL_P
    inputs = {**layer(draw, p, 5, 8), "seed": 2}
    yield case("a larger layer", public=True, outputs=TRAIN, distributions=kept(p), **inputs)
    p = mostly_kept(draw)
    inputs = layer(draw, p, 7, 26)
    yield case("a random layer", outputs=TRAIN, distributions=kept(p), **inputs)
    p = mostly_dropped(draw)
    inputs = layer(draw, p, 13, 9)
    yield case("most units dropped", outputs=TRAIN, distributions=kept(p), **inputs)
    p = mostly_kept(draw)
    inputs = layer(draw, p, 2, 3, calls=2000)
    once = ("float64",)
    yield case("a tiny layer", outputs=KEPT, distributions=kept(p), dtypes=once, **inputs)

    group = TEST_MODE
    inputs = {"x": SMALL_X, "p": SMALL_P, "seed": 3, "mode": "test"}
    yield case("test mode by hand", public=True, group=group, outputs=OUT, **inputs)
    inputs = layer(draw, mostly_kept(draw), calls=FEWER_CALLS, mode="test")
    yield case("test mode, many passes", group=group, outputs=SCALE, **inputs)
    inputs = layer(draw, mostly_dropped(draw), mode="test", mask_seeds=[draw.whole(1, 10**6)])
    yield case("test mode with a seed", group=group, outputs=OUT, **inputs)

    group = SEED
    inputs = {**layer(draw, SMALL_P, 7, 40, mask_seeds=[182]), "seed": 4}
    yield case("the same seed", public=True, group=group, outputs=SAME_SEED, **inputs)
    p = mostly_kept(draw)
    inputs = layer(draw, p, 6, 50, mask_seeds=draw.integers(5, low=1, high=2**31))
    yield case("the same seeds", group=group, outputs=SAME_SEED, **inputs)
    inputs = layer(draw, mostly_dropped(draw), 6, 50, mask_seeds=[0])
    yield case("the seed 0", group=group, outputs=SAME_SEED, **inputs)
    p = mostly_kept(draw)
    inputs = layer(draw, p, 5, 8, mask_seeds=draw.integers(150, low=1, high=2**31))
    yield case("other seeds", group=group, outputs=KEPT, distributions=kept(p), **inputs)

    group = EXTREME_P
    inputs = {"x": SMALL_X, "p": 1.0, "seed": 5}
    yield case("p = 1", public=True, group=group, outputs=OUT, **inputs)
    yield case("p = 1, a random layer", group=group, outputs=OUT, **layer(draw, 1.0, calls=1))

    group = "shapes"
    for name, x in shapes(draw):
        inputs = {"x": x, "p": mostly_kept(draw), "seed": new_seed(draw)}
        yield case(name, group=group, outputs=SCALE, calls=FEWER_CALLS, **inputs)
    p = mostly_kept(draw)
    inputs = layer(draw, p, 3, 4, 5, 6, calls=25)
    masks = kept(p, IMAGES)
    yield case("masks of images", group=group, outputs=KEPT, distributions=masks, **inputs)
    p = mostly_kept(draw)
    inputs = layer(draw, p, 30, calls=300)
    masks = kept(p, ("call", "unit"))
    yield case("masks of one sample", group=group, outputs=KEPT, distributions=masks, **inputs)

    group = SIDE_EFFECTS
    inputs = layer(draw, mostly_kept(draw), calls=1)
    yield case("x is left alone", group=group, outputs=OVERWRITTEN, **inputs)
    inputs = layer(draw, mostly_dropped(draw), calls=1, mode="test")
    yield case("x is left alone in test mode", group=group, outputs=OVERWRITTEN, **inputs)


def dropout_backward(draw: Draw) -> Iterator[Case]:
    """Gradients of kept and of dropped units, of a test-time pass, and of an x with zeros."""
    inputs = {"x": SMALL_X, "dout": SMALL_DOUT, "p": SMALL_P, "seed": 1, "calls": CALLS}
    yield case("by hand", public=True, outputs=GRADIENTS, **inputs)
    inputs = backward(draw, mostly_kept(draw))
    yield case("a random layer", outputs=GRADIENTS, **inputs)
    inputs = backward(draw, mostly_dropped(draw))
    yield case("most units dropped", outputs=GRADIENTS, **inputs)

    group = TEST_MODE
    inputs = {"x": SMALL_X, "dout": SMALL_DOUT, "p": SMALL_P, "seed": 2, "mode": "test"}
    yield case("test mode by hand", public=True, group=group, outputs=DX, **inputs)
    inputs = backward(draw, mostly_kept(draw), calls=FEWER_CALLS, mode="test")
    yield case("test mode, many passes", group=group, outputs=SIZES, **inputs)
    inputs = backward(draw, mostly_dropped(draw), 1, 9, calls=1, mode="test")
    yield case("test mode, one sample", group=group, outputs=DX, **inputs)

    group = "zeros in x"
    inputs = {"x": AFTER_RELU, "dout": SMALL_DOUT, "p": SMALL_P, "seed": 3, "calls": 200}
    yield case("after a ReLU, by hand", public=True, group=group, outputs=SIZES, **inputs)
    inputs = backward(draw, mostly_kept(draw))
    inputs["x"] = np.maximum(inputs["x"], 0)
    yield case("after a ReLU", group=group, outputs=SIZES, **inputs)

    inputs = backward(draw, mostly_kept(draw), seeded=False)
    yield case("no seed", group="without a seed", outputs=DROPPED, **inputs)

    group = "shapes"
    for name, x in shapes(draw):
        p, seed = mostly_kept(draw), new_seed(draw)
        inputs = {"x": x, "dout": draw.away_from_zero(*x.shape), "p": p, "seed": seed}
        yield case(name, group=group, outputs=GRADIENTS, calls=FEWER_CALLS, **inputs)
    for name, layout in LAYOUTS.items():
        inputs = backward(draw, mostly_kept(draw), calls=FEWER_CALLS)
        inputs["dout"] = layout(inputs["dout"])
        yield case(f"dout {name}", group=group, outputs=GRADIENTS, **inputs)
    inputs = backward(draw, mostly_kept(draw), calls=1)
    yield case("x is left alone", group=SIDE_EFFECTS, outputs=OVERWRITTEN, **inputs)


def dropout_train(draw: Draw) -> Iterator[Case]:
    """All that a small network can answer; each mask by itself; the generator; nothing dropped."""
    inputs = {"X": SMALL_SAMPLES, "params": SMALL_NETWORK, "p": SMALL_P, "seed": 1}
    many = {"calls": NETWORK_CALLS, "copies": COPIES}
    yield case("by hand", public=True, outputs=EXTREMES, **many, **inputs)
    inputs = {"X": SMALL_SAMPLES, "params": SMALL_NETWORK, "p": 1.0, "seed": 2}
    yield case("by hand, p = 1", public=True, outputs=OUT, **inputs)
    inputs = {**few_units(draw), "p": mostly_kept(draw), "seed": new_seed(draw)}
    yield case("five hidden units", outputs=EXTREMES, **many, **inputs)
    inputs = {**few_units(draw), "p": float(draw.uniform(low=0.3, high=0.4))}
    inputs["seed"] = new_seed(draw)
    yield case("five hidden units, most dropped", outputs=EXTREMES, **many, **inputs)
    inputs = {**inhibiting(draw), "p": mostly_kept(draw), "seed": new_seed(draw)}
    yield case("two layers of two units", outputs=EXTREMES, **many, **inputs)
    inputs = {**network(draw, 4, 7, 9, 5, samples=8), "p": 1.0, "seed": new_seed(draw)}
    yield case("p = 1", outputs=OUT, **inputs)
    p = SMALL_P
    inputs = {**first_mask(draw, samples=6), "p": p, "seed": 3, "calls": 100}
    yield case(
        "the first mask", public=True, outputs=KEPT, distributions=kept(p, COLUMNS), **inputs
    )
    p = float(draw.uniform(low=0.65, high=0.75))
    inputs = {**first_mask(draw, samples=7), "p": p, "seed": new_seed(draw), "calls": 150}
    yield case(
        "the first mask of a wide network",
        outputs=KEPT,
        distributions=kept(p, COLUMNS),
        **inputs,
    )
    p = mostly_kept(draw)
    inputs = {**second_mask(draw, samples=9), "p": p, "seed": new_seed(draw), "calls": 150}
    yield case("the second mask", outputs=KEPT, distributions=kept(p, COLUMNS), **inputs)
    p = mostly_dropped(draw)
    inputs = {**second_mask(draw, samples=4), "p": p, "seed": new_seed(draw), "calls": 300}
    yield case(
        "the second mask drops most units",
        outputs=KEPT,
        distributions=kept(p, COLUMNS),
        **inputs,
    )

    group = "generator"
    inputs = {**network(draw, 3, 20, 30, 4, samples=10), "p": SMALL_P, "seed": 4}
    yield case("the same generator", public=True, group=group, outputs=SAME_GENERATOR, **inputs)
    inputs = {**network(draw, 5, 30, 20, 3, samples=7), "p": mostly_kept(draw)}
    inputs["seed"] = new_seed(draw)
    yield case("the same random generator", group=group, outputs=SAME_GENERATOR, **inputs)

    for name, inputs in network_shapes(draw):
        yield case(name, group="shapes", outputs=OUT, p=1.0, seed=new_seed(draw), **inputs)
    inputs = {**network(draw, 4, 6, 5, 3, samples=7), "p": mostly_kept(draw)}
    inputs["seed"] = new_seed(draw)
    yield case(
        "X and params are left alone", group=SIDE_EFFECTS, outputs=NETWORK_AFTERWARDS, **inputs
    )


def predict(draw: Draw) -> Iterator[Case]:
    """Networks with more and with fewer hidden units than inputs; other shapes of X."""
    inputs = {"X": SMALL_SAMPLES, "params": SMALL_NETWORK}
    yield case("by hand", public=True, outputs=OUT, **inputs)
    inputs = network(draw, 4, 6, 5, 3, samples=7)
    yield case("an ordinary network", public=True, outputs=OUT, **inputs)
    yield case("a random network", outputs=OUT, **network(draw, 4, 9, 7, 5, samples=8))
    inputs = network(draw, 9, 6, 8, 5, samples=draw.whole(10, 13))
    yield case("many inputs", outputs=OUT, **inputs)
    for name, inputs in network_shapes(draw):
        yield case(name, group="shapes", outputs=OUT, **inputs)
    inputs = network(draw, 4, 6, 5, 3, samples=7)
    yield case(
        "X and params are left alone", group=SIDE_EFFECTS, outputs=NETWORK_AFTERWARDS, **inputs
    )


def dropout_module(draw: Draw) -> Iterator[Case]:
    """As for the NumPy layer, forward and backward at once; .train() and .eval() of a network."""
    p = SMALL_P
    inputs = {"x": SMALL_X, "dout": SMALL_DOUT, "p": p, "seed": 1, "calls": 200}
    yield case("by hand", public=True, outputs=TRAIN, distributions=kept(p), **inputs)
    p = mostly_kept(draw)
    inputs = backward(draw, p, 7, 26)
    yield case("a random layer", outputs=TRAIN, distributions=kept(p), **inputs)
    p = mostly_dropped(draw)
    inputs = backward(draw, p, 13, 9)
    yield case("most units dropped", outputs=TRAIN, distributions=kept(p), **inputs)

    group = "gradient"
    inputs = {"x": SMALL_X, "dout": SMALL_DOUT, "p": SMALL_P, "seed": 2, "calls": CALLS}
    yield case("gradient by hand", public=True, group=group, outputs=GRADIENTS, **inputs)
    inputs = backward(draw, mostly_kept(draw))
    yield case("gradient", group=group, outputs=GRADIENTS, **inputs)

    group = "evaluation"
    inputs = {"x": SMALL_X, "dout": SMALL_DOUT, "p": SMALL_P, "seed": 3, "modes": ["eval"]}
    yield case("evaluation by hand", public=True, group=group, outputs=OUT, **inputs)
    inputs = backward(draw, mostly_kept(draw), calls=FEWER_CALLS, modes=["train", "eval"])
    yield case("evaluation after training", group=group, outputs=SCALE, **inputs)
    inputs = backward(draw, mostly_kept(draw), calls=1, modes=["train", "eval"])
    yield case("gradient in evaluation", group=group, outputs=DX, **inputs)
    p = mostly_kept(draw)
    inputs = backward(draw, p, 6, 20, modes=["train", "eval", "train"])
    masks = kept(p)
    yield case("training again", group=group, outputs=TRAIN, distributions=masks, **inputs)

    group = SEED
    inputs = {**backward(draw, SMALL_P, 7, 40, calls=1), "seed": 182}
    yield case("the same seed", public=True, group=group, outputs=SAME_SEED, **inputs)
    inputs = backward(draw, mostly_dropped(draw), 6, 50, calls=1)
    yield case("the same random seed", group=group, outputs=SAME_SEED, **inputs)

    inputs = backward(draw, 1.0, calls=1)
    yield case("p = 1", group=EXTREME_P, outputs=OUT, **inputs)

    group = "shapes"
    for name, x in shapes(draw):
        p, seed = mostly_kept(draw), new_seed(draw)
        inputs = {"x": x, "dout": draw.away_from_zero(*x.shape), "p": p, "seed": seed}
        yield case(name, group=group, outputs=SCALE, calls=FEWER_CALLS, **inputs)
    p = mostly_kept(draw)
    inputs = backward(draw, p, 3, 4, 5, 6, calls=25)
    masks = kept(p, IMAGES)
    yield case("masks of images", group=group, outputs=KEPT, distributions=masks, **inputs)

    inputs = {**backward(draw, SMALL_P, 5, 6, calls=1), "seed": 4}
    yield case("on the device", public=True, group="device", outputs=HOST, **inputs)
    inputs = backward(draw, mostly_kept(draw), calls=1)
    yield case("x is left alone", group=SIDE_EFFECTS, outputs=OVERWRITTEN, **inputs)
    inputs = backward(draw, mostly_kept(draw), 8, 40, calls=1)
    yield case("the GPU is not waited for", group="device", devices=GPU, outputs=WAITS, **inputs)
    inputs = backward(draw, mostly_kept(draw), calls=1)
    yield case("settings of torch", group=SIDE_EFFECTS, devices=GPU, outputs=SETTINGS, **inputs)


def mc_dropout_predict(draw: Draw) -> Iterator[Case]:
    """Passes with given outputs; few of them, so that n and n - 1 differ."""
    x = np.array([[1.0], [2.0], [-3.0]])
    yield case("by hand", public=True, outputs=ENSEMBLE, x=x, weights=SMALL_PASSES)
    yield case("three passes", public=True, outputs=ENSEMBLE, **passes(draw, 3, (5, 4), 6))
    inputs = passes(draw, draw.whole(5, 8), (9, 3), 4)
    yield case("some passes", outputs=ENSEMBLE, **inputs)
    inputs = passes(draw, 6, (6, 5), 6)
    yield case("as many passes as samples and outputs", outputs=ENSEMBLE, **inputs)
    inputs = passes(draw, 2, (7, 5), 9)  # at times so near each other that float32 tells formulas
    yield case("two passes", outputs=ENSEMBLE, dtypes=("float64",), **inputs)
    yield case("many passes", outputs=ENSEMBLE, **passes(draw, 100, (4, 3), 5))

    group = "shapes"
    yield case("one pass", group=group, outputs=ENSEMBLE, **passes(draw, 1, (4, 5), 6))
    yield case("one sample", group=group, outputs=ENSEMBLE, **passes(draw, 5, (1, 3), 4))
    yield case("a single vector", group=group, outputs=ENSEMBLE, **passes(draw, 4, (5,), 6))
    yield case("three axes", group=group, outputs=ENSEMBLE, **passes(draw, 5, (2, 3, 4), 6))

    group = "stability"
    inputs = passes(draw, 7, (5, 4), 6)
    yield case("a large mean", group=group, outputs=ENSEMBLE, offset=1e6, **inputs)
    inputs = passes(draw, 7, (5, 4), 6)
    inputs["weights"][1:] = inputs["weights"][0]
    yield case("passes that agree", group=group, outputs=ENSEMBLE, offset=1e4, **inputs)

    inputs = passes(draw, draw.whole(4, 9), (5, 4), 3)
    yield case("calls of forward", group="calls", outputs=("calls of forward",), **inputs)
    inputs = passes(draw, 5, (5, 4), 3)
    yield case("x is left alone", group=SIDE_EFFECTS, outputs=X_AFTERWARDS, **inputs)


# What the questions share.


def mostly_kept(draw: Draw) -> float:
    """A probability clearly above one half."""
    return float(draw.uniform(low=0.62, high=0.7))


def mostly_dropped(draw: Draw) -> float:
    """A probability clearly below one half."""
    return float(draw.uniform(low=0.3, high=0.38))


def new_seed(draw: Draw) -> int:
    """A seed for the exercise."""
    return draw.whole(0, 2**31 - 1)


def kept(p: float, axes: tuple[str, ...] = LAYER) -> dict[str, Any]:
    """The distribution of the output "kept"."""
    return {"kept": bernoulli(p, axes)}


def layer(draw: Draw, p: float, *shape: int, calls: int = CALLS, **settings: Any) -> dict[str, Any]:
    """A layer of the given shape, or of any small one."""
    shape = shape or (draw.whole(4, 6), draw.whole(7, 9))
    x = draw.away_from_zero(*shape)
    return {"x": x, "p": p, "seed": new_seed(draw), "calls": calls, **settings}


def backward(draw: Draw, p: float, *shape: int, **settings: Any) -> dict[str, Any]:
    """A layer with a gradient that has nothing to do with its output."""
    inputs = layer(draw, p, *shape, **settings)
    return {**inputs, "dout": draw.away_from_zero(*inputs["x"].shape)}


def shapes(draw: Draw) -> Iterator[tuple[str, Array]]:
    """Inputs of every form a layer meets."""
    yield "one axis", draw.away_from_zero(draw.whole(6, 9))
    yield "images of four axes", draw.away_from_zero(2, 3, 4, 5)
    yield "a batch without samples", np.zeros((0, 3))
    yield "a single value", draw.away_from_zero(1, 1)
    for name, layout in LAYOUTS.items():
        yield name, layout(draw.away_from_zero(5, 7))


def network(draw: Draw, d: int, m1: int, m2: int, c: int, samples: int) -> dict[str, Any]:
    """A network whose units are positive for some of its samples and negative for others."""
    params = {}
    for number, (fan_in, fan_out) in enumerate(((d, m1), (m1, m2), (m2, c)), start=1):
        params[f"W{number}"] = draw.normal(fan_out, fan_in, std=(2 / fan_in) ** 0.5)
        params[f"b{number}"] = draw.away_from_zero(fan_out, 1, least=0.3, most=1.0)
    return {"X": draw.normal(d, samples), "params": params}


def few_units(draw: Draw) -> dict[str, Any]:
    """Two hidden units, then three, nearly all of them positive: 32 combinations."""
    d, m1, m2, c = 4, 2, 3, 3
    params = {
        "W1": draw.uniform(m1, d, low=0.2, high=1.0),
        "b1": draw.uniform(m1, 1, low=0.5, high=1.0),
        "W2": draw.away_from_zero(m2, m1, least=0.3, most=1.0),
        "b2": draw.uniform(m2, 1, low=1.0, high=3.0),
        "W3": draw.away_from_zero(c, m2, least=0.5, most=1.5),
        "b3": draw.away_from_zero(c, 1),
    }
    return {"X": draw.uniform(d, 2, low=0.5, high=1.5), "params": params}


def inhibiting(draw: Draw) -> dict[str, Any]:
    """Two hidden units and again two, which are largest where those before them are dropped."""
    d, m, c = 3, 2, 4
    params = {
        "W1": draw.uniform(m, d, low=0.3, high=0.6),
        "b1": draw.uniform(m, 1, low=0.2, high=0.4),
        "W2": -draw.uniform(m, m, low=0.5, high=1.0),
        "b2": draw.uniform(m, 1, low=12.0, high=15.0),
        "W3": draw.away_from_zero(c, m, least=0.5, most=1.5),
        "b3": draw.away_from_zero(c, 1),
    }
    return {"X": draw.uniform(d, 2, low=0.5, high=1.5), "params": params}


def first_mask(draw: Draw, samples: int) -> dict[str, Any]:
    """A network that tells its first mask: each first unit goes through many second ones."""
    d, m = 3, 5
    params = {
        "W1": draw.uniform(m, d, low=0.3, high=1.0),
        "b1": draw.uniform(m, 1, low=0.3, high=1.0),
        "W2": np.tile(np.eye(m), (CARRIERS, 1)),
        "b2": np.zeros((CARRIERS * m, 1)),
        "W3": np.tile(np.eye(m) / CARRIERS, (1, CARRIERS)),
        "b3": np.zeros((m, 1)),
    }
    return {"X": draw.uniform(d, samples, low=0.5, high=1.5), "params": params}


def second_mask(draw: Draw, samples: int) -> dict[str, Any]:
    """A network that tells its second mask: each second unit is an output of its own."""
    d, m1, m2 = 3, 4, 6
    params = {
        "W1": draw.normal(m1, d),
        "b1": draw.uniform(m1, 1, low=0.3, high=1.0),
        "W2": draw.uniform(m2, m1, low=0.3, high=1.0),
        "b2": draw.uniform(m2, 1, low=0.3, high=1.0),
        "W3": np.diag(draw.away_from_zero(m2, least=0.5)),
        "b3": np.zeros((m2, 1)),
    }
    return {"X": draw.normal(d, samples), "params": params}


def network_shapes(draw: Draw) -> Iterator[tuple[str, dict[str, Any]]]:
    """Networks and batches of unusual sizes and orders in memory."""
    yield "one sample", network(draw, 5, 7, 6, 3, samples=1)
    yield "no samples", network(draw, 5, 7, 6, 3, samples=0)
    yield "one unit everywhere", network(draw, 1, 1, 1, 1, samples=6)
    yield "as many samples as units", network(draw, 6, 6, 6, 6, samples=6)
    layouts: dict[str, Callable[[Array], Array]] = LAYOUTS
    for name, layout in layouts.items():
        inputs = network(draw, 5, 6, 7, 3, samples=8)
        yield f"X {name}", {**inputs, "X": layout(inputs["X"])}


def passes(draw: Draw, n: int, shape: tuple[int, ...], outputs: int) -> dict[str, Any]:
    """An input, and the weights that each of n passes multiplies it by."""
    return {"x": draw.normal(*shape), "weights": draw.normal(n, shape[-1], outputs)}
