"""The inputs of each question.

A wrong epsilon has to show, and to show clearly: where the variance is ordinary, eps is at least
0.05; where eps is 1e-5, the variance is as small.

In float16 nothing is larger than 65,504. In "a wide spread" the sum of the 128 squares of a feature
is, about 115,000 (below that limit in one of 100,000 draws); their mean, about 900, is not.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.spec import Case, Draw, case, fortran, strided

Array = npt.NDArray[np.float64]

OUT = ("out",)
RUNNING = ("running_mean", "running_var")
TEST = ("out", "running_mean", "running_var")
X_AFTERWARDS = ("x afterwards",)
DX = ("dx",)
DPARAMETERS = ("dgamma", "dbeta")
CHANGE_OF_X = ("change of x",)
FUNCTION = ("base class", "out", "dx")
MODULE = ("out", "dx")
DSTATE = ("dweight", "dbias")
STATE_DICT = ("names in the state dict", "num_batches_tracked")
AT_FIRST = tuple(f"{name} at first" for name in ("weight", "bias", *RUNNING, "num_batches_tracked"))
BUFFERS = ("buffers in the graph",)

PARAMETERS = "gamma and beta"
RUNNING_STATISTICS = "running statistics"
SIDE_EFFECTS = "side effects"

# By hand: the columns of x have the variances 5 and 12, so with eps = 4 the roots are 3 and 4, as
# those of the running variances are; every result is a whole number or a simple fraction.
SMALL_X = np.array([[1.0, 9.0], [3.0, 1.0], [5.0, 9.0], [7.0, 9.0]])
SMALL_DOUT = np.array([[9.0, 0.0], [0.0, 8.0], [-9.0, 8.0], [18.0, 0.0]])
SMALL_GAMMA = np.array([3.0, 2.0])
SMALL_BETA = np.array([10.0, -1.0])
SMALL_EPS = 4.0
SMALL_MOMENTUM = 0.75
SMALL_RUNNING_MEAN = np.array([1.0, 3.0])
SMALL_RUNNING_VAR = np.array([12.0, 5.0])

IMAGES = {
    "one channel": (3, 1, 4, 2),
    "one sample": (1, 5, 3, 4),
    "one place": (6, 4, 1, 1),
    "one line": (2, 3, 1, 7),
}
LAYOUTS = {"stored column by column": fortran, "stored with gaps": strided}


def batchnorm_forward(draw: Draw) -> Iterator[Case]:
    """Train mode by values, shapes and extremes; what it leaves behind; test mode; defaults."""
    yield case("by hand", public=True, outputs=OUT, **small())
    yield case("an ordinary batch", public=True, outputs=OUT, **layer(draw, n=6, d=5))
    n, d = draw.whole(12, 16), draw.whole(6, 9)
    yield case("a random batch", outputs=OUT, **layer(draw, n, d))
    n, d = draw.whole(7, 9), draw.whole(10, 14)
    yield case("a large epsilon", outputs=OUT, **layer(draw, n, d, eps=large_eps(draw)))

    group = RUNNING_STATISTICS
    yield case("running by hand", public=True, group=group, outputs=RUNNING, **small())
    yield case("a random step", group=group, outputs=RUNNING, **layer(draw, 7, 9, momentum=0.7))
    inputs = layer(draw, 11, 6, momentum=small_momentum(draw), eps=large_eps(draw))
    yield case("a small momentum", group=group, outputs=RUNNING, **inputs)

    group = "test mode"
    yield case("test mode by hand", public=True, group=group, outputs=TEST, **small(mode="test"))
    yield case("test mode", group=group, outputs=TEST, **layer(draw, 9, 6, mode="test"))
    inputs = layer(draw, 5, 8, mode="test", eps=large_eps(draw))
    yield case("test mode, large epsilon", group=group, outputs=TEST, **inputs)
    inputs = layer(draw, 1, 7, mode="test")
    yield case("test mode, one sample", group=group, outputs=TEST, **inputs)

    for name, n, d in (("one feature", 8, 1), ("one sample", 1, 6), ("many features", 5, 40)):
        yield case(name, group="shapes", outputs=OUT, **layer(draw, n, d))
    for name, layout in LAYOUTS.items():
        inputs = laid_out(layer(draw, 8, 6), "x", layout)
        yield case(name, group="shapes", outputs=OUT, **inputs)

    inputs = layer(draw, 16, 7, std=1e-3, eps=1e-5)
    yield case("tiny variance", group="stability", outputs=OUT, **inputs)
    inputs = layer(draw, 14, 6, std=1.0)
    inputs["x"] += 1e6
    yield case("large mean", group="stability", outputs=OUT, **inputs)

    yield case("x is left alone", group=SIDE_EFFECTS, outputs=X_AFTERWARDS, **layer(draw, 7, 5))
    inputs = layer(draw, 9, 7, std=1e-3)
    del inputs["bn_param"]["eps"]
    yield case("eps is missing", group="defaults", outputs=OUT, **inputs)
    inputs = layer(draw, 8, 5)
    inputs["bn_param"] = {"mode": "train", "eps": 0.3}
    yield case("only mode and eps", group="defaults", outputs=TEST, **inputs)


def batchnorm_graph(draw: Draw) -> Iterator[Case]:
    """Leaves and gradients to execute the graph on."""
    yield case("by hand", public=True, check="graph", **graph_inputs(small_backward()))
    inputs = graph_inputs(backward(draw, 6, 5))
    yield case("an ordinary batch", public=True, check="graph", **inputs)
    n, d = draw.whole(9, 14), draw.whole(5, 8)
    yield case("a random batch", check="graph", **graph_inputs(backward(draw, n, d)))
    inputs = graph_inputs(backward(draw, 7, 9, eps=large_eps(draw)))
    yield case("a large epsilon", check="graph", **inputs)
    for name, n, d in (("one feature", 8, 1), ("many features", 6, 30)):
        inputs = graph_inputs(backward(draw, n, d))
        yield case(name, group="shapes", check="graph", **inputs)
    inputs = graph_inputs(backward(draw, 12, 5, std=1e-3, eps=1e-5))
    yield case("tiny variance", group="stability", check="graph", **inputs)


def batchnorm_backward(draw: Draw) -> Iterator[Case]:
    """Layers with gradients, for the pass along the graph."""
    yield from backward_cases(draw)


def batchnorm_backward_alt(draw: Draw) -> Iterator[Case]:
    """The same for the closed form."""
    yield from backward_cases(draw)


def spatial_batchnorm_forward(draw: Draw) -> Iterator[Case]:
    """Images whose four sizes differ, so that no two axes can be mistaken."""
    yield case("by hand", public=True, outputs=OUT, **small_images())
    yield case("an ordinary batch", public=True, outputs=OUT, **layer(draw, 2, 3, 4, 5))
    yield case("a random batch", outputs=OUT, **layer(draw, 5, draw.whole(6, 8), 3, 4))
    inputs = layer(draw, 4, 5, 2, 3, eps=large_eps(draw))
    yield case("a large epsilon", outputs=OUT, **inputs)

    group = RUNNING_STATISTICS
    inputs = layer(draw, 3, 5, 2, 4, momentum=0.7)
    yield case("a random step", public=True, group=group, outputs=RUNNING, **inputs)
    inputs = layer(draw, 4, 6, 3, 2, momentum=small_momentum(draw), eps=large_eps(draw))
    yield case("a small momentum", group=group, outputs=RUNNING, **inputs)

    inputs = layer(draw, 3, 4, 2, 5, mode="test")
    yield case("test mode", group="test mode", outputs=TEST, **inputs)
    for name, shape in IMAGES.items():
        yield case(name, group="shapes", outputs=OUT, **layer(draw, *shape))
    for name, layout in LAYOUTS.items():
        inputs = laid_out(layer(draw, 3, 5, 4, 2), "x", layout)
        yield case(name, group="shapes", outputs=OUT, **inputs)
    inputs = layer(draw, 3, 6, 4, 5, std=1e-3, eps=1e-5)
    yield case("tiny variance", group="stability", outputs=OUT, **inputs)
    inputs = layer(draw, 2, 4, 3, 5)
    yield case("x is left alone", group=SIDE_EFFECTS, outputs=X_AFTERWARDS, **inputs)


def spatial_batchnorm_backward(draw: Draw) -> Iterator[Case]:
    """Images with gradients."""
    inputs = small_images()
    inputs["dout"] = as_images(SMALL_DOUT)
    yield case("by hand", public=True, outputs=DX, **inputs)
    inputs = backward(draw, 2, 3, 4, 5)
    yield case("an ordinary batch", public=True, outputs=DX, **inputs)
    inputs = backward(draw, 5, draw.whole(6, 8), 3, 4)
    yield case("a random batch", outputs=DX, **inputs)
    inputs = backward(draw, 4, 5, 2, 3, eps=large_eps(draw))
    yield case("a large epsilon", outputs=DX, **inputs)

    inputs = backward(draw, 2, 3, 5, 4)
    yield case("two gradients", public=True, group=PARAMETERS, outputs=DPARAMETERS, **inputs)
    inputs = backward(draw, 4, 6, 3, 2)
    yield case("random gradients", group=PARAMETERS, outputs=DPARAMETERS, **inputs)
    for name, shape in IMAGES.items():
        yield case(name, group="shapes", outputs=DX, **backward(draw, *shape))
    for name, layout in LAYOUTS.items():
        inputs = laid_out(backward(draw, 3, 5, 4, 2), "dout", layout)
        yield case(f"dout {name}", group="shapes", outputs=DX, **inputs)
    inputs = backward(draw, 3, 6, 4, 5, std=1e-3, eps=1e-5)
    yield case("tiny variance", group="stability", outputs=DX, **inputs)
    inputs = backward(draw, 2, 4, 3, 5)
    yield case("x is left alone", group=SIDE_EFFECTS, outputs=CHANGE_OF_X, **inputs)


def batchnorm_function(draw: Draw) -> Iterator[Case]:
    """Layers with gradients as tensors."""
    yield case("by hand", public=True, outputs=FUNCTION, **graph_inputs(small_backward()))
    inputs = graph_inputs(backward(draw, 6, 5))
    yield case("an ordinary batch", public=True, outputs=FUNCTION, **inputs)
    n, d = draw.whole(9, 14), draw.whole(5, 8)
    yield case("a random batch", outputs=FUNCTION, **graph_inputs(backward(draw, n, d)))
    inputs = graph_inputs(backward(draw, 7, 9, eps=large_eps(draw)))
    yield case("a large epsilon", outputs=FUNCTION, **inputs)

    inputs = graph_inputs(backward(draw, 5, 6))
    yield case("two gradients", public=True, group=PARAMETERS, outputs=DPARAMETERS, **inputs)
    inputs = graph_inputs(backward(draw, 11, 7))
    yield case("random gradients", group=PARAMETERS, outputs=DPARAMETERS, **inputs)
    for name, n, d in (("one feature", 8, 1), ("one sample", 1, 6), ("many features", 6, 30)):
        inputs = graph_inputs(backward(draw, n, d))
        yield case(name, group="shapes", outputs=("out", "dx"), **inputs)
    for name, layout in LAYOUTS.items():
        inputs = laid_out(graph_inputs(backward(draw, 8, 6)), "x", layout)
        yield case(name, group="shapes", outputs=("out", "dx"), **inputs)
    for name, layout in LAYOUTS.items():
        inputs = laid_out(graph_inputs(backward(draw, 8, 6)), "dout", layout)
        yield case(f"dout {name}", group="shapes", outputs=("out", "dx"), **inputs)
    inputs = graph_inputs(backward(draw, 12, 5, std=1e-3, eps=1e-5))
    yield case("tiny variance", group="stability", outputs=("out", "dx"), **inputs)
    inputs = graph_inputs(backward(draw, 9, 6))
    yield case("backward twice", group="autograd", outputs=DX, passes=2, **inputs)
    inputs = graph_inputs(backward(draw, 7, 5))
    yield case("x is left alone", group=SIDE_EFFECTS, outputs=X_AFTERWARDS, **inputs)
    inputs = graph_inputs(backward(draw, 128, 6, std=30.0))
    yield case(
        "a wide spread",
        group="float16",
        dtypes=("float16",),
        devices=("cuda",),
        outputs=("out", "dx"),
        **inputs,
    )


def batchnorm_module(draw: Draw) -> Iterator[Case]:
    """Modules with a state of their own, in training and in evaluation."""
    yield case("by hand", public=True, outputs=MODULE, **small_module())
    inputs = module(draw, ["train"], 6, 5)
    yield case("an ordinary batch", public=True, outputs=MODULE, **inputs)
    inputs = module(draw, ["train"], 2, 3, 4, 5)
    yield case("images", public=True, outputs=MODULE, **inputs)
    n, d = draw.whole(9, 14), draw.whole(5, 8)
    yield case("a random batch", outputs=MODULE, **module(draw, ["train"], n, d))
    inputs = module(draw, ["train", "eval", "train"], 4, draw.whole(5, 7), 2, 3)
    yield case("a random batch of images", outputs=MODULE, **inputs)

    group = "gradients of the parameters"
    inputs = module(draw, ["train"], 5, 6)
    yield case("two gradients", public=True, group=group, outputs=DSTATE, **inputs)
    inputs = module(draw, ["train"], 3, 5, 4, 2)
    yield case("two gradients, images", group=group, outputs=DSTATE, **inputs)

    group = RUNNING_STATISTICS
    yield case("running by hand", public=True, group=group, outputs=RUNNING, **small_module())
    inputs = module(draw, ["train"] * 3, 6, 8)
    yield case("three steps", group=group, outputs=RUNNING, **inputs)
    inputs = module(draw, ["train"] * 2, 2, 5, 3, 2)
    yield case("two steps, images", group=group, outputs=RUNNING, **inputs)
    inputs = module(draw, ["train", "train", "eval"], 7, 5)
    yield case("evaluation after training", group=group, outputs=OUT, **inputs)

    group = "evaluation"
    inputs = module(draw, ["eval"], 5, 4)
    yield case("evaluation", public=True, group=group, outputs=TEST, **inputs)
    inputs = module(draw, ["eval", "eval"], 3, 5, 4, 2)
    yield case("evaluation of images", group=group, outputs=TEST, **inputs)
    inputs = module(draw, ["eval"], 1, 6)
    yield case("evaluation of one sample", group=group, outputs=TEST, **inputs)
    inputs = {**module(draw, ["train", "eval"], 4, 6), "eval_gradients": True}
    outputs = (*MODULE, *DSTATE)
    yield case("gradients in evaluation", group=group, outputs=outputs, **inputs)

    group = "state dict"
    inputs = module(draw, ["train"], 3, 4)
    yield case("a new module", public=True, group=group, outputs=AT_FIRST, **inputs)
    inputs = module(draw, ["train"], 5, 3)
    yield case("after one step", public=True, group=group, outputs=STATE_DICT, **inputs)
    inputs = module(draw, ["train", "eval", "train"], 3, 4, 2, 5)
    yield case("after two steps, images", group=group, outputs=STATE_DICT, **inputs)

    inputs = module(draw, ["train"] * 2, 7, 6)
    inputs["settings"] = {}
    inputs["x"] = inputs["x"] * 1e-2
    yield case("no settings", group="defaults", outputs=OUT, **inputs)
    inputs = module(draw, ["train"], 7, 6)
    inputs["settings"] = {}
    yield case("no settings, running", group="defaults", outputs=RUNNING, **inputs)
    inputs = module(draw, ["train", "train"], 6, 5)
    yield case("buffers stay out of the graph", group=SIDE_EFFECTS, outputs=BUFFERS, **inputs)


# What the questions share.


def small(mode: str = "train") -> dict[str, Any]:
    """A layer whose results can be worked out by hand."""
    return {
        "x": SMALL_X,
        "gamma": SMALL_GAMMA,
        "beta": SMALL_BETA,
        "bn_param": {
            "mode": mode,
            "eps": SMALL_EPS,
            "momentum": SMALL_MOMENTUM,
            "running_mean": SMALL_RUNNING_MEAN,
            "running_var": SMALL_RUNNING_VAR,
        },
    }


def small_backward() -> dict[str, Any]:
    """The same layer with a gradient."""
    return {**small(), "dout": SMALL_DOUT}


def as_images(rows: Array) -> Array:
    """Four rows of two features as two images of two channels and one line of two places."""
    return np.ascontiguousarray(rows.reshape(2, 1, 2, 2).transpose(0, 3, 1, 2))


def small_images() -> dict[str, Any]:
    """The layer by hand, its four rows spread over two images of two places each."""
    return {**small(), "x": as_images(SMALL_X)}


def small_module() -> dict[str, Any]:
    """The layer by hand as a module; its unbiased variances are 20/3 and 16."""
    return {
        "x": SMALL_X[None],
        "modes": ["train"],
        "settings": {"eps": SMALL_EPS, "momentum": SMALL_MOMENTUM},
        "state": {
            "weight": SMALL_GAMMA,
            "bias": SMALL_BETA,
            "running_mean": SMALL_RUNNING_MEAN,
            "running_var": SMALL_RUNNING_VAR,
        },
        "num_batches_tracked": 41,
        "dout": SMALL_DOUT,
    }


def large_eps(draw: Draw) -> float:
    """An epsilon of the size of a variance."""
    return float(draw.uniform(low=0.5, high=1.5))


def small_momentum(draw: Draw) -> float:
    """A momentum that is neither 0.5 nor one of the usual defaults."""
    return float(draw.uniform(low=0.2, high=0.4))


def layer(
    draw: Draw,
    n: int,
    d: int,
    *places: int,
    mode: str = "train",
    std: float = 2.0,
    eps: float = 0.05,
    momentum: float = 0.85,
) -> dict[str, Any]:
    """A layer far from the identity, with running statistics far from those of its batch.

    x is (n, d), or (n, d, height, width); every feature or channel has a mean of its own.
    """
    return {
        "x": features(draw, n, d, *places, std=std),
        "gamma": draw.away_from_zero(d, least=0.5),
        "beta": draw.away_from_zero(d, least=0.5),
        "bn_param": {
            "mode": mode,
            "eps": eps,
            "momentum": momentum,
            "running_mean": draw.away_from_zero(d, least=0.5),
            "running_var": draw.uniform(d, low=0.5, high=2.0),
        },
    }


def features(draw: Draw, n: int, d: int, *places: int, std: float) -> Array:
    """Values with the given spread around another mean for each feature or channel."""
    means = draw.away_from_zero(d, least=0.5).reshape(d, *(1 for _ in places))
    return means + draw.normal(n, d, *places, std=std)


def backward(draw: Draw, n: int, d: int, *places: int, **settings: Any) -> dict[str, Any]:
    """A layer in train mode with a gradient that has nothing to do with its output."""
    return {**layer(draw, n, d, *places, **settings), "dout": draw.normal(n, d, *places)}


def graph_inputs(inputs: dict[str, Any]) -> dict[str, Any]:
    """A layer with a gradient, without the running statistics."""
    kept = {name: inputs[name] for name in ("x", "gamma", "beta", "dout")}
    return {**kept, "eps": inputs["bn_param"]["eps"]}


def backward_cases(draw: Draw) -> Iterator[Case]:
    """The cases of both backward passes."""
    yield case("by hand", public=True, outputs=DX, **small_backward())
    yield case("an ordinary batch", public=True, outputs=DX, **backward(draw, 6, 5))
    n, d = draw.whole(12, 16), draw.whole(6, 9)
    yield case("a random batch", outputs=DX, **backward(draw, n, d))
    n, d = draw.whole(7, 9), draw.whole(10, 14)
    yield case("a large epsilon", outputs=DX, **backward(draw, n, d, eps=large_eps(draw)))

    group = PARAMETERS
    inputs = small_backward()
    yield case("both by hand", public=True, group=group, outputs=DPARAMETERS, **inputs)
    yield case("random gradients", group=group, outputs=DPARAMETERS, **backward(draw, 9, 7))

    for name, n, d in (("one feature", 8, 1), ("one sample", 1, 6), ("many features", 6, 40)):
        yield case(name, group="shapes", outputs=DX, **backward(draw, n, d))
    for name, layout in LAYOUTS.items():
        inputs = laid_out(backward(draw, 8, 6), "x", layout)
        yield case(name, group="shapes", outputs=DX, **inputs)
    for name, layout in LAYOUTS.items():
        inputs = laid_out(backward(draw, 8, 6), "dout", layout)
        yield case(f"dout {name}", group="shapes", outputs=DX, **inputs)
    inputs = backward(draw, 15, 6, std=1e-3, eps=1e-5)
    yield case("tiny variance", group="stability", outputs=DX, **inputs)
    inputs = backward(draw, 7, 5)
    yield case("x is left alone", group=SIDE_EFFECTS, outputs=CHANGE_OF_X, **inputs)


def laid_out(inputs: dict[str, Any], name: str, layout: Callable[[Array], Array]) -> dict[str, Any]:
    """The same inputs, one of them stored in another way."""
    return {**inputs, name: layout(inputs[name])}


def module(draw: Draw, modes: list[str], n: int, d: int, *places: int) -> dict[str, Any]:
    """A module with a state of its own, and a batch for each mode."""
    return {
        "x": np.stack([features(draw, n, d, *places, std=2.0) for _ in modes]),
        "modes": modes,
        "settings": {"eps": large_eps(draw), "momentum": small_momentum(draw)},
        "state": {
            "weight": draw.away_from_zero(d, least=0.5),
            "bias": draw.away_from_zero(d, least=0.5),
            "running_mean": draw.away_from_zero(d, least=0.5),
            "running_var": draw.uniform(d, low=0.5, high=2.0),
        },
        "num_batches_tracked": draw.whole(3, 99),
        "dout": draw.normal(n, d, *places),
    }
