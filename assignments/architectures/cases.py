"""The inputs of each question.

Sizes differ from one another wherever they may, so that no two can be mistaken. Images are small,
and repeated to the size that a network needs: what is sent stays small.

Gradients through ReLU and maximum are judged in float64 only: where an activation is as near to 0
as float32's rounding, two honest solutions may stand on different sides of the kink.
"""

from collections.abc import Iterator
from typing import Any

from autograder.spec import Case, Draw, bernoulli, case

Layer = dict[str, Any]

NAMES = ("parameters",)
OUT = ("parameters", "out")
FLOAT64 = ("float64",)

DILATION = "dilation"
FLOOR = "windows that do not fit"
GRADIENTS = "gradients"
IMAGE_SIZES = "image sizes"
FULL = "the full network"
DROPOUT = "dropout"

RELU: Layer = {"type": "relu"}
DROP: Layer = {"type": "dropout"}
FLATTEN: Layer = {"type": "flatten"}


def conv(channels: int, kernel: int, **settings: Any) -> Layer:
    """A convolution; stride, padding, dilation and bias only where they are given."""
    return {"type": "conv", "channels": channels, "kernel": kernel, **settings}


def pool(kernel: int, stride: int, **settings: int) -> Layer:
    """A pooling layer."""
    return {"type": "pool", "kernel": kernel, "stride": stride, **settings}


def linear(features: int, **settings: bool) -> Layer:
    """A linear layer."""
    return {"type": "linear", "features": features, **settings}


TANH: Layer = {"type": "tanh"}
LENET5 = [
    *(conv(6, 5), TANH, pool(2, 2)),
    *(conv(16, 5), TANH, pool(2, 2)),
    *(FLATTEN, linear(120), TANH, linear(84), TANH, linear(10)),
]
START_OF_ALEXNET = [conv(64, 11, stride=4, padding=2), RELU, pool(3, 2)]


def conv_output_size(draw: Draw) -> Iterator[Case]:
    """Windows that fit, windows that leave something over, and dilated ones."""
    yield case("3 x 3, not padded", public=True, size=8, kernel=3)
    yield case("5 x 5, padded, stride 2", public=True, size=15, kernel=5, stride=2, padding=1)
    yield case("the first layer of VGG", public=True, size=224, kernel=3, padding=1)
    for number in range(1, 5):
        yield case(f"random {number}", **window(draw, remainder=0, dilation=1))
    yield case("1 x 1 with a stride", size=draw.whole(2, 9) * 3 + 1, kernel=1, stride=3)
    kernel = draw.whole(4, 9)
    yield case("the kernel as large as the image", size=kernel, kernel=kernel)

    sizes = {"size": 224, "kernel": 11, "stride": 4, "padding": 2}
    yield case("the first layer of AlexNet", public=True, group=FLOOR, **sizes)
    for number in range(1, 4):
        yield case(f"random {number}, not fitting", group=FLOOR, **window(draw, dilation=1))
    yield case("one step short", group=FLOOR, **window(draw, dilation=1, short=1))

    sizes = {"size": 10, "kernel": 3, "dilation": 3}
    yield case("dilated", public=True, group=DILATION, **sizes)
    for number in range(1, 4):
        yield case(f"random {number}, dilated", group=DILATION, **window(draw, remainder=0))
    yield case("dilated, an even kernel", group=DILATION, **window(draw, remainder=0, kernel=4))
    yield case("dilated, not fitting", group=DILATION, **window(draw))


def window(
    draw: Draw,
    *,
    remainder: int | None = None,
    dilation: int | None = None,
    kernel: int | None = None,
    short: int = 0,
) -> dict[str, int]:
    """A window that takes a few steps and leaves `remainder` places over, 1 at least if None.

    With `short`, so many places are missing for one more step.
    """
    stride, padding = draw.whole(3, 5), draw.whole(1, 3)
    kernel = kernel or draw.whole(2 * padding + 1, 2 * padding + 4)
    dilation = dilation or draw.whole(2, 4)
    over = draw.whole(1, stride - 1) if remainder is None else remainder
    over = stride - short if short else over
    size = dilation * (kernel - 1) + 1 + stride * draw.whole(6, 12) + over - 2 * padding
    settings = {"stride": stride, "padding": padding, "dilation": dilation}
    return {"size": size, "kernel": kernel, **settings}


def body(draw: Draw, **settings: int) -> list[Layer]:
    """Convolutions and pooling for images from 60 x 60 on, with numbers that nobody can foresee."""
    return [
        conv(draw.whole(7, 19), draw.whole(4, 7), stride=draw.whole(2, 3), padding=1),
        RELU,
        pool(3, 2),
        conv(draw.whole(20, 29), draw.whole(2, 4), padding=draw.whole(1, 3), **settings),
        RELU,
        pool(2, 2, padding=1),
        conv(draw.whole(30, 39), 3),
    ]


def head(draw: Draw, **settings: bool) -> list[Layer]:
    """The linear layers."""
    features = (draw.whole(40, 60), draw.whole(5, 9))
    return [FLATTEN, DROP, linear(features[0], **settings), RELU, linear(features[1], **settings)]


def image(draw: Draw, least: int = 60) -> list[int]:
    """The shape of an image, wider than it is high."""
    return [draw.whole(2, 5), draw.whole(least, least + 19), draw.whole(least + 24, least + 50)]


def output_shapes(draw: Draw) -> Iterator[Case]:
    """Famous networks and random ones."""
    yield case("LeNet-5", public=True, shape=[1, 32, 32], layers=LENET5)
    yield case("an image wider than high", public=True, shape=[3, 9, 17], layers=[conv(5, 3)])
    layers = [*body(draw), *head(draw)]
    yield case("a random network", shape=image(draw), layers=layers)
    layers = [conv(8, 3, padding=1), RELU, conv(11, 1), RELU, pool(2, 2), conv(9, 5, padding=2)]
    yield case("padded to keep the size", shape=[2, 32, 48], layers=layers)
    layers = [linear(draw.whole(20, 30)), RELU, linear(draw.whole(5, 9))]
    yield case("linear layers alone", shape=[draw.whole(40, 60)], layers=layers)
    yield case("one layer", shape=[3, 20, 24], layers=[conv(4, 5)])

    alexnet = {"shape": [3, 224, 224], "layers": START_OF_ALEXNET}
    yield case("the beginning of AlexNet", public=True, group=FLOOR, **alexnet)
    layers = [pool(3, 3), pool(3, 2), conv(6, 4, stride=3), pool(2, 2)]
    shape = [5, 3 * draw.whole(40, 45) + 2, 3 * draw.whole(50, 55) + 2]
    yield case("pooling that does not fit", group=FLOOR, shape=shape, layers=layers)

    layers = [conv(5, 3), RELU, {"type": "adaptive_pool", "size": 4}, FLATTEN, linear(6)]
    adaptive = {"shape": [3, 12, 18], "layers": layers}
    yield case("adaptive pooling", public=True, group="adaptive pooling", **adaptive)
    size = draw.whole(2, 6)
    layers = [*body(draw), {"type": "adaptive_pool", "size": size}, *head(draw)]
    inputs = {"shape": image(draw), "layers": layers}
    yield case("random adaptive pooling", group="adaptive pooling", **inputs)

    layers = body(draw, dilation=draw.whole(2, 3))
    inputs = {"shape": image(draw, 100), "layers": [*layers, pool(2, 1, dilation=2)]}
    yield case("a dilated network", group=DILATION, **inputs)


def receptive_field(draw: Draw) -> Iterator[Case]:
    """Stacks with and without strides."""
    yield case("two 3 x 3", public=True, layers=[conv(8, 3), RELU, conv(8, 3)])
    yield case("a stride below", public=True, layers=[conv(8, 3, stride=2), conv(8, 3)])
    yield case("the beginning of AlexNet", public=True, layers=START_OF_ALEXNET)
    yield case("a random stack", layers=body(draw))
    for number in range(1, 4):
        yield case(f"random strides {number}", layers=strided(draw, 5))
    stride = draw.whole(2, 3)
    layers = [conv(8, 1, stride=stride), conv(8, 1), conv(8, 5), conv(8, 1, stride=2), pool(4, 3)]
    yield case("1 x 1 with a stride", layers=layers)
    yield case("VGG-16", layers=vgg_stack())

    group = "first and last layer"
    kernel = draw.whole(3, 9)
    yield case("one layer", public=True, group=group, layers=[conv(8, 5, stride=3)])
    yield case("a random layer", group=group, layers=[conv(8, kernel, stride=4, padding=2)])
    yield case("no layer", group=group, layers=[])
    yield case("one ReLU", group=group, layers=[RELU])
    layers = [*strided(draw, 3), RELU, DROP]
    yield case("ends without a window", group=group, layers=layers)

    layers = [conv(8, 3, dilation=2), conv(8, 3)]
    yield case("dilated", public=True, group=DILATION, layers=layers)
    layers = [conv(8, 3, dilation=2**i) for i in range(draw.whole(3, 5))]
    yield case("dilations that double", group=DILATION, layers=layers)
    layers = strided(draw, 4, dilation=draw.whole(2, 4))
    yield case("strides and dilation", group=DILATION, layers=layers)


def strided(draw: Draw, depth: int, **settings: int) -> list[Layer]:
    """Convolutions whose kernels and strides differ from layer to layer, the first strided."""
    strides = [draw.whole(2, 3), *(draw.whole(1, 3) for _ in range(depth - 2)), 2]
    return [conv(8, draw.whole(2, 6), stride=stride, **settings) for stride in strides]


def vgg_stack() -> list[Layer]:
    """The thirteen convolutions and five poolings of VGG-16."""
    layers: list[Layer] = []
    for channels, convolutions in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        layers += [layer for _ in range(convolutions) for layer in (conv(channels, 3), RELU)]
        layers.append(pool(2, 2))
    return layers


def parameter_counts(draw: Draw) -> Iterator[Case]:
    """Famous networks and random ones."""
    yield case("LeNet-5", public=True, shape=[1, 32, 32], layers=LENET5)
    layers = [conv(5, 3), RELU, FLATTEN, linear(4)]
    yield case("two layers", public=True, shape=[2, 5, 6], layers=layers)
    yield case("a random network", shape=image(draw), layers=[*body(draw), *head(draw)])
    layers = [linear(draw.whole(20, 30)), RELU, linear(draw.whole(5, 9))]
    yield case("linear layers alone", shape=[draw.whole(40, 60)], layers=layers)
    layers = [conv(draw.whole(7, 9), 1), RELU, conv(draw.whole(20, 29), 7, stride=2), pool(3, 2)]
    yield case("convolutions alone", shape=image(draw), layers=layers)

    group = "no bias"
    layers = [conv(5, 3, bias=False), RELU, FLATTEN, linear(4, bias=False)]
    yield case("two without", public=True, group=group, shape=[2, 5, 6], layers=layers)
    layers = [
        *(conv(draw.whole(7, 9), 3, bias=False), RELU, conv(6, 3, bias=True), FLATTEN),
        *(linear(draw.whole(20, 30), bias=False), linear(draw.whole(5, 9))),
    ]
    yield case("some without", group=group, shape=[3, 11, 13], layers=layers)

    layers = [pool(3, 3), conv(draw.whole(5, 9), 2), *head(draw)]
    shape = [2, 3 * draw.whole(3, 5) + 2, 3 * draw.whole(6, 8) + 2]
    yield case("pooling that does not fit", group=FLOOR, shape=shape, layers=layers)
    layers = [conv(draw.whole(5, 9), 3, dilation=draw.whole(2, 3)), RELU, *head(draw)]
    yield case("a dilated layer", group=DILATION, shape=[3, 11, 14], layers=layers)
    layers = [*body(draw), {"type": "adaptive_pool", "size": draw.whole(4, 6)}, *head(draw)]
    adaptive = {"shape": image(draw), "layers": layers}
    yield case("adaptive pooling", group="adaptive pooling", **adaptive)


def lenet5(draw: Draw) -> Iterator[Case]:
    """LeNet-5 with copied weights."""
    yield case("names and shapes", public=True, outputs=NAMES, settings={})
    inputs = digits(draw, 2, {}, seed=1)
    yield case("two images", public=True, outputs=OUT, **inputs)
    inputs = digits(draw, draw.whole(5, 8), {"num_classes": 10})
    yield case("a random batch", outputs=OUT, **inputs)
    inputs = digits(draw, draw.whole(3, 4), {}, std=3.0)
    yield case("large activations", outputs=OUT, **inputs)

    group = "number of classes"
    settings = {"num_classes": draw.whole(3, 8)}
    yield case(
        "three classes", public=True, group=group, outputs=NAMES, settings={"num_classes": 3}
    )
    yield case("a few classes", group=group, outputs=OUT, **digits(draw, 3, settings))
    settings = {"num_classes": draw.whole(11, 30)}
    yield case("many classes", group=group, outputs=OUT, **digits(draw, 3, settings))

    inputs = with_dout(draw, digits(draw, 3, {}), 10)
    yield case("random gradients", group=GRADIENTS, **inputs)
    yield case("one image", group="one image", outputs=OUT, **digits(draw, 1, {}))
    yield case("under autocast", autocast="bfloat16", outputs=OUT, **digits(draw, 5, {}))


def digits(
    draw: Draw, n: int, settings: dict[str, Any], *, std: float = 1.0, **inputs: Any
) -> dict[str, Any]:
    """Images for LeNet-5."""
    return images(draw, (n, 1, 32, 32), settings, std=std, **inputs)


def images(
    draw: Draw,
    shape: tuple[int, ...],
    settings: dict[str, Any],
    *,
    tiles: int = 1,
    std: float = 1.0,
    seed: int | None = None,
) -> dict[str, Any]:
    """Images of tiles x tiles copies, for a network whose weights hang on the seed."""
    drawn = draw.whole(0, 2**31 - 1) if seed is None else seed
    x = draw.normal(*shape, std=std)
    return {"settings": settings, "x": x, "tiles": tiles, "seed": drawn}


def with_dout(draw: Draw, inputs: dict[str, Any], *features: int) -> dict[str, Any]:
    """The same inputs with a gradient of the output."""
    return {**inputs, "dout": draw.normal(len(inputs["x"]), *features)}


def alexnet(draw: Draw) -> Iterator[Case]:
    """A narrow AlexNet with copied weights, the full one by its parameters, and its dropout."""
    small = {"num_classes": 5, "width": 6, "hidden": 20}
    yield case("names and shapes", public=True, outputs=NAMES, settings=small)
    inputs = images(draw, (2, 3, 7, 7), small, tiles=9, seed=1)
    yield case("two images", public=True, outputs=OUT, **inputs)
    inputs = images(draw, (draw.whole(4, 6), 3, 7, 9), narrow(draw), tiles=9)
    yield case("a random batch", outputs=OUT, **inputs)
    inputs = images(draw, (2, 3, 71, 75), narrow(draw))
    yield case("images without repetition", outputs=OUT, **inputs)

    yield case("by default", public=True, group=FULL, outputs=NAMES, settings={})
    yield case("for ten classes", group=FULL, outputs=NAMES, settings={"num_classes": 10})

    for height, width in ((11, 7), (draw.whole(13, 15), draw.whole(9, 11)), (19, 8)):
        inputs = images(draw, (2, 3, height, width), narrow(draw), tiles=9)
        yield case(f"{9 * height} x {9 * width}", group=IMAGE_SIZES, outputs=OUT, **inputs)

    settings = narrow(draw)
    inputs = images(draw, (3, 3, 9, 11), settings, tiles=8)
    inputs = with_dout(draw, inputs, settings["num_classes"])
    yield case("random gradients", group=GRADIENTS, dtypes=FLOAT64, **inputs)

    yield from dropout_cases(draw, side=63, settings={"width": 6})
    inputs = images(draw, (4, 3, 7, 9), narrow(draw), tiles=9)
    yield case("under autocast", autocast="bfloat16", outputs=OUT, **inputs)


def narrow(draw: Draw, **settings: int) -> dict[str, Any]:
    """Settings of a narrow network, no two numbers alike."""
    sizes = {"width": draw.whole(6, 8), "hidden": draw.whole(18, 26)}
    return {"num_classes": draw.whole(9, 14), **sizes, **settings}


def dropout_cases(draw: Draw, side: int, settings: dict[str, int]) -> Iterator[Case]:
    """The dropout layers of a network in training, by the distribution of what they keep."""
    usual = {"hidden": 100, "num_classes": 100, **settings}
    calls = {"seed": 1, "tiles": side, "calls": 16}
    for name, p, public in (
        ("a quarter dropped", 0.25, True),
        ("a random share dropped", float(draw.uniform(low=0.15, high=0.4)), False),
        ("the share by default", 0.5, False),
    ):
        told = {} if p == 0.5 else {"dropout": p}
        axes = ("call", "sample", "unit")
        distributions = {
            "kept by both layers": bernoulli((1 - p) ** 2, axes),
            "kept by the second layer": bernoulli(1 - p, axes),
        }
        calls = calls if public else {**calls, "seed": draw.whole(0, 2**31 - 1)}
        yield case(
            name,
            public=public,
            group=DROPOUT,
            distributions=distributions,
            settings={**usual, **told},
            x=draw.normal(2, 3, 1, 1),
            **calls,
        )


def vgg(draw: Draw) -> Iterator[Case]:
    """A narrow VGG with copied weights, the full one by its parameters, and its dropout."""
    small = {"num_classes": 5, "width": 6, "hidden": 20}
    for depth in (11, 16):
        settings = {"depth": depth, **small}
        yield case(f"names in VGG-{depth}", public=True, outputs=NAMES, settings=settings)
        inputs = images(draw, (2, 3, 7, 7), settings, tiles=5, seed=1)
        yield case(f"two images in VGG-{depth}", public=True, outputs=OUT, **inputs)
        inputs = images(draw, (draw.whole(4, 6), 3, 7, 9), narrow(draw, depth=depth), tiles=5)
        yield case(f"a random batch in VGG-{depth}", outputs=OUT, **inputs)
    inputs = images(draw, (2, 3, 37, 69), narrow(draw, depth=16))
    yield case("images without repetition", outputs=OUT, **inputs)

    yield case("VGG-16 by default", public=True, group=FULL, outputs=NAMES, settings={})
    yield case("VGG-11", public=True, group=FULL, outputs=NAMES, settings={"depth": 11})
    settings = {"depth": 16, "num_classes": 10}
    yield case("VGG-16 for ten classes", group=FULL, outputs=NAMES, settings=settings)

    for height, width in ((13, 7), (11, draw.whole(15, 19))):
        inputs = images(draw, (2, 3, height, width), narrow(draw, depth=11), tiles=5)
        yield case(f"{5 * height} x {5 * width}", group=IMAGE_SIZES, outputs=OUT, **inputs)

    for depth in (11, 16):
        settings = narrow(draw, depth=depth)
        inputs = images(draw, (2, 3, 9, 11), settings, tiles=4)
        inputs = with_dout(draw, inputs, settings["num_classes"])
        name = f"random gradients in VGG-{depth}"
        yield case(name, group=GRADIENTS, dtypes=FLOAT64, **inputs)

    yield from dropout_cases(draw, side=32, settings={"width": 6, "depth": 11})
    inputs = images(draw, (4, 3, 7, 9), narrow(draw, depth=11), tiles=5)
    yield case("under autocast", autocast="bfloat16", outputs=OUT, **inputs)


def inception(draw: Draw) -> Iterator[Case]:
    """The block with copied weights."""
    usual = dict(zip(BRANCHES, (10, 6, 7, 8, 9, 11, 12), strict=True))
    yield case("names and shapes", public=True, outputs=NAMES, settings=usual)
    yield case("two images", public=True, outputs=OUT, **images(draw, (2, 10, 5, 4), usual, seed=1))
    settings = branches(draw)
    inputs = images(draw, (draw.whole(4, 6), settings["in_channels"], 7, 6), settings)
    yield case("a random batch", outputs=OUT, **inputs)
    settings = dict.fromkeys(BRANCHES, draw.whole(6, 9))
    inputs = images(draw, (3, settings["in_channels"], 6, 8), settings)
    yield case("branches of one width", outputs=OUT, **inputs)

    row_3a = dict(zip(BRANCHES, (192, 64, 96, 128, 16, 32, 32), strict=True))
    yield case("block 3a of GoogLeNet", public=True, group=FULL, outputs=NAMES, settings=row_3a)
    row_5b = dict(zip(BRANCHES, (832, 384, 192, 384, 48, 128, 128), strict=True))
    yield case("block 5b of GoogLeNet", group=FULL, outputs=NAMES, settings=row_5b)

    for height, width in ((1, 1), (2, 9), (5, 1)):
        settings = branches(draw)
        inputs = images(draw, (3, settings["in_channels"], height, width), settings)
        yield case(f"{height} x {width}", group=IMAGE_SIZES, outputs=OUT, **inputs)

    settings = branches(draw)
    out_channels = sum(settings[name] for name in ("ch1x1", "ch3x3", "ch5x5", "pool_proj"))
    inputs = images(draw, (3, settings["in_channels"], 6, 5), settings)
    inputs = with_dout(draw, inputs, out_channels, 6, 5)
    yield case("random gradients", group=GRADIENTS, dtypes=FLOAT64, **inputs)
    settings = branches(draw)
    inputs = images(draw, (4, settings["in_channels"], 7, 6), settings)
    yield case("under autocast", autocast="bfloat16", outputs=OUT, **inputs)


BRANCHES = ("in_channels", "ch1x1", "ch3x3red", "ch3x3", "ch5x5red", "ch5x5", "pool_proj")


def branches(draw: Draw) -> dict[str, int]:
    """Channel counts of a block, all different."""
    counts = draw.generator.permutation(range(6, 15))
    return {name: int(count) for name, count in zip(BRANCHES, counts, strict=False)}
