"""The inputs of each question.

Gradients behind a ReLU jump where its input crosses 0. In float64 no rounding reaches so far; in
float32 it might, once in some ten thousand activations. So in float32 gradients are judged where no
activation is near 0: in the NumPy questions by redrawing, in blocks on public cases alone, whose
inputs never change. Whole networks are judged by their output there.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.spec import Case, Draw, case, fortran, strided

Array = npt.NDArray[np.float64]

OUT = ("out",)
DX = ("dx",)
DPARAMETERS = ("dw1", "db1", "dw2", "db2")
GRADIENTS = ("dx", *DPARAMETERS)
AFTERWARDS = tuple(f"{name} afterwards" for name in ("x", "w1", "b1", "w2", "b2"))
CHANGES = tuple(f"change of {name}" for name in ("x", "w1", "b1", "w2", "b2"))
NORMS = ("norms",)
X_AFTERWARDS = ("x afterwards",)
NAMES = ("parameters", "expansion")
GRADIENT_OF_X = ("gradient of x",)
COUNT = ("number of parameters",)
NETWORK = ("gradient of x", "gradients of the parameters")

PARAMETERS = "gradients of the parameters"
SIDE_EFFECTS = "side effects"
RUNNING_STATISTICS = "running statistics"
MAIN = ("float64",)
BOTH = ("float64", "float32")

KINK = 1e-3
"""No ReLU of the NumPy questions has an input nearer to 0: rounding never changes its side."""

LAYOUTS = {"stored column by column": fortran, "stored with gaps": strided}

# By hand: the rows of f(x) are (-4, -1), (3, 2), (3, 2), so the sums are (-3, 2), (2, 1), (2, -1).
SMALL = {
    "x": np.array([[1.0, 3.0], [-1.0, -1.0], [-1.0, -3.0]]),
    "w1": np.array([[-1.0, 0.0, 0.0], [2.0, 2.0, 0.0]]),
    "b1": np.array([-1.0, 1.0, 2.0]),
    "w2": np.array([[0.0, 1.0], [-1.0, -1.0], [2.0, 0.0]]),
    "b2": np.array([-1.0, 2.0]),
}
SMALL_DOUT = np.array([[5.0, 1.0], [2.0, 7.0], [-1.0, 3.0]])


def residual_forward(draw: Draw) -> Iterator[Case]:
    """Blocks in which both terms of the sum have the same size."""
    yield case("by hand", public=True, outputs=OUT, **SMALL)
    yield case("an ordinary batch", public=True, outputs=OUT, **residual(draw, 4, 5, 3))
    n, d, h = draw.whole(11, 14), draw.whole(5, 7), draw.whole(8, 10)
    yield case("a random batch", outputs=OUT, **residual(draw, n, d, h))
    n, d, h = draw.whole(6, 9), draw.whole(10, 13), draw.whole(4, 5)
    yield case("a narrow middle", outputs=OUT, **residual(draw, n, d, h))

    for name, n, d, h in SHAPES:
        yield case(name, group="shapes", outputs=OUT, **residual(draw, n, d, h))
    for name, layout in LAYOUTS.items():
        inputs = laid_out(residual(draw, 6, 5, 8), ("x", "w1", "w2"), layout)
        yield case(name, group="shapes", outputs=OUT, **inputs)
    inputs = residual(draw, 7, 5, 6)
    yield case("inputs are left alone", group=SIDE_EFFECTS, outputs=AFTERWARDS, **inputs)


def residual_backward(draw: Draw) -> Iterator[Case]:
    """The same blocks with a gradient."""
    yield case("by hand", public=True, outputs=DX, **SMALL, dout=SMALL_DOUT)
    yield case("an ordinary batch", public=True, outputs=DX, **backward(draw, 4, 5, 3))
    n, d, h = draw.whole(11, 14), draw.whole(5, 7), draw.whole(8, 10)
    yield case("a random batch", outputs=DX, **backward(draw, n, d, h))
    n, d, h = draw.whole(6, 9), draw.whole(10, 13), draw.whole(4, 5)
    yield case("a narrow middle", outputs=DX, **backward(draw, n, d, h))

    group = PARAMETERS
    inputs = {**SMALL, "dout": SMALL_DOUT}
    yield case("all by hand", public=True, group=group, outputs=DPARAMETERS, **inputs)
    inputs = backward(draw, 4, 5, 3)
    yield case("four gradients", public=True, group=group, outputs=DPARAMETERS, **inputs)
    inputs = backward(draw, draw.whole(9, 12), 6, 8)
    yield case("random gradients", group=group, outputs=DPARAMETERS, dtypes=BOTH, **inputs)

    for name, n, d, h in SHAPES:
        yield case(name, group="shapes", outputs=GRADIENTS, **backward(draw, n, d, h))
    for name, layout in LAYOUTS.items():
        inputs = laid_out(backward(draw, 6, 5, 8), ("x", "w1", "w2", "dout"), layout)
        yield case(name, group="shapes", outputs=GRADIENTS, **inputs)
    inputs = backward(draw, 7, 5, 6)
    yield case("inputs are left alone", group=SIDE_EFFECTS, outputs=CHANGES, **inputs)


def gradient_norms(draw: Draw) -> Iterator[Case]:
    """Chains whose gradients neither vanish nor explode so far that nothing is left to compare."""
    for skip, name in ((False, "without skips"), (True, "with skips")):
        yield case(f"by hand, {name}", public=True, outputs=NORMS, **halving(skip))
    for skip, name in ((False, "without skips"), (True, "with skips")):
        inputs = chain(draw, 4, skip, n=5, d=3)
        yield case(f"four layers {name}", public=True, outputs=NORMS, **inputs)
    for skip, name in ((False, "without skips"), (True, "with skips")):
        inputs = chain(draw, draw.whole(5, 8), skip, n=draw.whole(4, 6), d=draw.whole(7, 9))
        yield case(f"a random chain {name}", outputs=NORMS, **inputs)

    for skip, name in ((False, "without skips"), (True, "with skips")):
        inputs = chain(draw, 3, skip, n=4, d=6, spare=draw.whole(2, 4))
        yield case(f"more weights than layers, {name}", group="depth", outputs=NORMS, **inputs)
    inputs = chain(draw, 24, False, n=3, d=6, gain=0.8)
    inputs["dout"] *= 100.0
    yield case("a vanishing gradient", group="depth", outputs=NORMS, **inputs)
    inputs = chain(draw, 24, True, n=3, d=6, gain=0.6)
    yield case("many layers with skips", group="depth", outputs=NORMS, **inputs)

    for name, depth, n, d in (
        ("one layer", 1, 4, 5),
        ("one sample", 3, 1, 6),
        ("one unit", 3, 5, 1),
    ):
        for skip in (False, True):
            words = f"{name}, {'with a skip' if skip else 'without'}"
            inputs = chain(draw, depth, skip, n=n, d=d)
            yield case(words, group="shapes", outputs=NORMS, **inputs)
    inputs = chain(draw, 4, True, n=5, d=6)
    yield case("x is left alone", group=SIDE_EFFECTS, outputs=X_AFTERWARDS, **inputs)


def basic_block(draw: Draw) -> Iterator[Case]:
    """Blocks of two convolutions."""
    yield from block_cases(draw, expansion=1)


def bottleneck(draw: Draw) -> Iterator[Case]:
    """Blocks of three convolutions."""
    yield from block_cases(draw, expansion=4)
    inputs = block(draw, 7, 7, 1, expansion=4)
    yield case("in_channels equals channels", group="shortcut", outputs=OUT, **inputs)


def resnet(draw: Draw) -> Iterator[Case]:
    """Narrow networks by their values, full ones by their parameters."""
    narrow = {"width": 6, "num_classes": 7}
    for depth, name in ((18, "names"), (50, "names, bottlenecks")):
        names = {"group": "parameters", "outputs": ("parameters",)}
        yield case(name, public=depth == 18, **names, depth=depth, settings=narrow)
    group = "parameter counts"
    yield case("18", public=True, group=group, outputs=COUNT, depth=18, settings={})
    for depth in (34, 50, 101, 152):
        yield case(
            f"{depth}", public=depth == 50, group=group, outputs=COUNT, depth=depth, settings={}
        )
    settings = {"num_classes": draw.whole(5, 99)}
    yield case("another num_classes", group=group, outputs=COUNT, depth=50, settings=settings)
    settings = {"num_classes": draw.whole(5, 99), "width": draw.whole(20, 50)}
    yield case("another width", group=group, outputs=COUNT, depth=34, settings=settings)

    inputs = network(draw, 18, 2, 33, 33, width=6, num_classes=5)
    yield case("a narrow ResNet-18", public=True, outputs=OUT, **inputs)
    inputs = network(draw, 18, 3, 33, 65, width=draw.whole(6, 8), num_classes=draw.whole(6, 12))
    yield case("a random ResNet-18", outputs=OUT, **inputs)
    inputs = network(draw, 18, 4, 38, 33, width=6, num_classes=5, gradients=True)
    yield case("gradients of ResNet-18", dtypes=MAIN, outputs=NETWORK, **inputs)

    group = "bottlenecks"
    inputs = network(draw, 50, 3, 33, 35, width=6, num_classes=7)
    yield case("a narrow ResNet-50", public=True, group=group, outputs=OUT, dtypes=BOTH, **inputs)
    inputs = network(draw, 50, 4, 33, 33, width=6, num_classes=5, gradients=True)
    yield case("gradients of ResNet-50", group=group, outputs=NETWORK, **inputs)

    group = "evaluation"
    inputs = network(draw, 18, 1, 40, 33, width=7, num_classes=6, mode="eval", gradients=True)
    outputs = (*OUT, *NETWORK)
    yield case("ResNet-18 in evaluation", group=group, outputs=outputs, **inputs)
    inputs = network(draw, 50, 1, 33, 33, width=6, num_classes=9, mode="eval")
    yield case("ResNet-50 in evaluation", group=group, outputs=OUT, **inputs)

    group = RUNNING_STATISTICS
    places = ("bn1", "layer1.0.bn2", "layer2.0.downsample.1", "layer4.1.bn2")
    inputs = network(draw, 18, 4, 33, 33, width=6, num_classes=5)
    yield case("statistics after a batch", group=group, outputs=buffers(places), **inputs)

    group = "other depths"
    others = (20, 0, 51)
    outputs = tuple(f"resnet({depth})" for depth in others)
    inputs = {"depth": 18, "settings": {}, "other_depths": others}
    yield case("no such depth", public=True, group=group, outputs=outputs, **inputs)
    others = (draw.whole(1, 17), draw.whole(35, 49), draw.whole(153, 1202))
    outputs = tuple(f"resnet({depth})" for depth in others)
    inputs = {"depth": 18, "settings": {}, "other_depths": others}
    yield case("other random depths", group=group, outputs=outputs, **inputs)
    inputs = network(draw, 18, 4, 33, 33, width=6, num_classes=7)
    yield case("under autocast", autocast="bfloat16", outputs=OUT, **inputs)


# What the questions share.

SHAPES = (("one sample", 1, 6, 4), ("one feature", 7, 1, 5), ("one hidden unit", 6, 5, 1))
"""Names with N, D and H."""


def residual(draw: Draw, n: int, d: int, h: int) -> dict[str, Any]:
    """A block whose f(x) has the size of x, with no ReLU at its kink."""
    while True:
        x, b1, b2 = draw.normal(n, d), draw.normal(h), draw.normal(d)
        w1, w2 = draw.normal(d, h, std=d**-0.5), draw.normal(h, d, std=h**-0.5)
        first = x @ w1 + b1
        second = x + np.maximum(first, 0) @ w2 + b2
        if min(abs(first).min(), abs(second).min()) > KINK and (second > 0).any():
            return {"x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2}


def backward(draw: Draw, n: int, d: int, h: int) -> dict[str, Any]:
    """The same with a gradient that has nothing to do with the output."""
    return {**residual(draw, n, d, h), "dout": draw.normal(n, d)}


def laid_out(
    inputs: dict[str, Any], names: tuple[str, ...], layout: Callable[[Array], Array]
) -> dict[str, Any]:
    """The same inputs, some of them stored in another way."""
    return {**inputs, **{name: layout(inputs[name]) for name in names}}


def halving(skip: bool) -> dict[str, Any]:
    """At x = 0 every tanh has the slope 1, so a layer halves the gradient, or adds a half of it."""
    return {
        "depth": 3,
        "skip": skip,
        "weights": np.stack([0.5 * np.eye(2)] * 3),
        "x": np.zeros((1, 2)),
        "dout": np.array([[3.0, 4.0]]),
    }


def chain(
    draw: Draw, depth: int, skip: bool, *, n: int, d: int, gain: float = 1.0, spare: int = 0
) -> dict[str, Any]:
    """A chain of layers, and some weights more than it has layers."""
    return {
        "depth": depth,
        "skip": skip,
        "weights": draw.normal(depth + spare, d, d, std=gain * d**-0.5),
        "x": draw.normal(n, d),
        "dout": draw.normal(n, d),
    }


def block_cases(draw: Draw, expansion: int) -> Iterator[Case]:
    """The cases of both blocks. An identity shortcut needs channels * expansion of them."""

    def of(in_channels: int, channels: int, stride: int | None, **more: Any) -> dict[str, Any]:
        return block(draw, in_channels, channels, stride, expansion=expansion, **more)

    wide = 6 * expansion
    small = {"n": 2, "height": 3, "width": 4}
    group = "parameters"
    inputs = of(wide, 6, 1, **small)
    yield case("names", public=True, group=group, outputs=NAMES, **inputs)
    inputs = of(6, 8, 2, **small)
    yield case("names with a projection", public=True, group=group, outputs=NAMES, **inputs)
    inputs = of(8 * expansion, 8, 1, **small)
    yield case("names, more channels", group=group, outputs=NAMES, **inputs)

    inputs = of(wide, 6, 1, **small)
    yield case("identity shortcut", public=True, outputs=OUT, **inputs)
    inputs = of(6, 8, 2, **small)
    yield case("projection shortcut", public=True, outputs=OUT, **inputs)
    inputs = of(wide, 6, 1, gradients=True, **small)
    yield case("gradient of x", public=True, outputs=GRADIENT_OF_X, **inputs)
    inputs = of(6, 7, 2, gradients=True, **small)
    yield case("gradient of x, projection", public=True, outputs=GRADIENT_OF_X, **inputs)
    channels = draw.whole(7, 9)
    inputs = of(channels * expansion, channels, 1)
    yield case("random identity shortcut", outputs=OUT, **inputs)
    inputs = of(draw.whole(6, 8), draw.whole(9, 11), 2)
    yield case("random projection shortcut", outputs=OUT, **inputs)
    inputs = of(wide, 6, 1, gradients=True)
    yield case("random gradient of x", dtypes=MAIN, outputs=GRADIENT_OF_X, **inputs)
    inputs = of(7, 6, 2, gradients=True)
    yield case("random gradient, projection", dtypes=MAIN, outputs=GRADIENT_OF_X, **inputs)

    group = PARAMETERS
    main = [f"{kind}{number}.weight" for kind in ("conv", "bn") for number in (1, 2)]
    main += ["bn1.bias", "bn2.bias"] + ([] if expansion == 1 else ["conv3.weight", "bn3.bias"])
    projection = ["downsample.0.weight", "downsample.1.weight", "downsample.1.bias"]
    inputs = of(wide, 6, 1, gradients=True, **small)
    outputs = tuple(f"gradient of {name}" for name in main)
    yield case("by the identity", public=True, group=group, outputs=outputs, **inputs)
    inputs = of(6, 7, 2, gradients=True)
    outputs = tuple(f"gradient of {name}" for name in main + projection)
    yield case("by the projection", group=group, outputs=outputs, **inputs)

    group = "shortcut"
    inputs = of(wide, 6, 2, **small)
    yield case("only the stride changes", public=True, group=group, outputs=OUT, **inputs)
    inputs = of(9, 6, 1)
    yield case("only the channels change", group=group, outputs=OUT, **inputs)
    inputs = of(10 * expansion, 7, 1)
    yield case("fewer channels", group=group, outputs=OUT, **inputs)
    inputs = of(7 * expansion, 7, 3)
    yield case("stride 3", group=group, outputs=OUT, **inputs)

    group = "evaluation"
    outputs = (*OUT, *GRADIENT_OF_X)
    inputs = of(wide, 6, 1, mode="eval", gradients=True, **small)
    yield case("evaluation", public=True, group=group, outputs=outputs, **inputs)
    inputs = of(7, 9, 2, mode="eval", gradients=True)
    yield case("evaluation, projection", group=group, outputs=outputs, **inputs)

    group = RUNNING_STATISTICS
    places = ["bn1", "bn2"] + ([] if expansion == 1 else ["bn3"])
    inputs = of(wide, 6, 1)
    yield case("after a batch", public=True, group=group, outputs=buffers(places), **inputs)
    inputs = of(7, 9, 2)
    outputs = buffers([*places, "downsample.1"])
    yield case("after a batch, projection", group=group, outputs=outputs, **inputs)
    inputs = of(7, 6, 2, mode="eval")
    yield case("after evaluation", group=group, outputs=outputs, **inputs)

    group = "shapes"
    yield case("one image", group=group, outputs=OUT, **of(6, 7, 2, n=1, height=8, width=6))
    inputs = of(wide, 6, 1, n=3, height=1, width=1, mode="eval")
    yield case("one place", group=group, outputs=OUT, **inputs)
    inputs = of(6, 7, 2, n=2, height=1, width=9)
    yield case("one line", group=group, outputs=OUT, **inputs)
    inputs = of(wide, 6, None)
    yield case("stride left out", group="defaults", outputs=OUT, **inputs)
    inputs = of(wide, 6, 1, mode="eval")
    yield case("x is left alone", group=SIDE_EFFECTS, outputs=X_AFTERWARDS, **inputs)
    for name, inputs in (("identity", of(wide, 6, 1)), ("projection", of(7, 9, 2))):
        yield case(f"under autocast, {name}", autocast="bfloat16", outputs=OUT, **inputs)


def block(
    draw: Draw,
    in_channels: int,
    channels: int,
    stride: int | None,
    *,
    expansion: int,
    n: int = 4,
    height: int = 5,
    width: int = 7,
    mode: str = "train",
    gradients: bool = False,
) -> dict[str, Any]:
    """A block with images, and a gradient where one is asked for; stride None: left out."""
    step = stride or 1
    out = (n, channels * expansion, -(-height // step), -(-width // step))
    return {
        "in_channels": in_channels,
        "channels": channels,
        "settings": {} if stride is None else {"stride": stride},
        "mode": mode,
        "seed": draw.whole(0, 2**31 - 1),
        "x": draw.normal(n, in_channels, height, width),
        "dout": draw.normal(*out) if gradients else None,
    }


def network(
    draw: Draw,
    depth: int,
    n: int,
    height: int,
    columns: int,
    *,
    mode: str = "train",
    gradients: bool = False,
    **settings: int,
) -> dict[str, Any]:
    """A narrow network with images: sides of at least 33 leave two places in the last stage."""
    return {
        "depth": depth,
        "settings": settings,
        "mode": mode,
        "seed": draw.whole(0, 2**31 - 1),
        "x": draw.normal(n, 3, height, columns),
        "dout": draw.normal(n, settings["num_classes"]) if gradients else None,
    }


def buffers(places: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """The outputs that hold what a batch leaves in these BatchNorms."""
    kinds = ("running_mean", "running_var", "num_batches_tracked")
    return tuple(f"{place}.{kind} afterwards" for place in places for kind in kinds)
