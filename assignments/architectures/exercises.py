"""How each question calls a solution, and which of its results are judged."""

import re
import zlib
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

Outputs = dict[str, Any]

HALVES = {"bfloat16": torch.bfloat16, "float16": torch.float16}
"""What autocast may compute in, by name."""
Layer = dict[str, Any]

LAYER_NAME = re.compile(r"conv\d\w*|fc\d|reduce\dx\d|pool_proj")
"""The names that the docstrings give to layers with parameters."""

MOST_NUMBERS = 1_000_000
"""A network that is run is a narrow one; more numbers than these take too long."""


def conv_output_size(solution: Any, **window: int) -> Outputs:
    """The number of places along one axis."""
    return {"size": float(solution.conv_output_size(**window))}


def output_shapes(solution: Any, shape: list[int], layers: list[Layer]) -> Outputs:
    """The shapes as text, a line for each: tuples and lists are judged alike."""
    shapes = solution.output_shapes(tuple(shape), deepcopy(layers))
    return {"shapes": by_layer(layers, [" x ".join(map(str, shape)) for shape in shapes])}


def receptive_field(solution: Any, layers: list[Layer]) -> Outputs:
    """The receptive field of the whole stack."""
    return {"receptive field": float(solution.receptive_field(layers))}


def parameter_counts(solution: Any, shape: list[int], layers: list[Layer]) -> Outputs:
    """The counts as text, a line for each."""
    counts = solution.parameter_counts(tuple(shape), deepcopy(layers))
    return {"counts": by_layer(layers, counts)}


def by_layer(layers: list[Layer], values: list[Any]) -> str:
    """One line a value: the number of the layer, its type, the value."""
    types = [layer["type"] for layer in layers] + ["no layer"] * len(values)
    lines = [f"{i}. {types[i - 1]}: {value}" for i, value in enumerate(values, 1)]
    return "\n".join([*lines, f"{len(values)} in all"])


def lenet5(solution: Any, settings: dict[str, Any], **inputs: Any) -> Outputs:
    """LeNet5 with weights of the grader's."""
    return network(solution.LeNet5, settings, **inputs)


def alexnet(solution: Any, settings: dict[str, Any], **inputs: Any) -> Outputs:
    """AlexNet with weights of the grader's, in evaluation, or its dropout in training."""
    return network(solution.AlexNet, settings, **inputs)


def vgg(solution: Any, settings: dict[str, Any], **inputs: Any) -> Outputs:
    """VGG with weights of the grader's, in evaluation, or its dropout in training."""
    return network(solution.VGG, settings, **inputs)


def inception(solution: Any, settings: dict[str, Any], **inputs: Any) -> Outputs:
    """The Inception block with weights of the grader's."""
    return network(solution.Inception, settings, **inputs)


def network(
    kind: Any,
    settings: dict[str, Any],
    x: Tensor | None = None,
    tiles: int = 1,
    dout: Tensor | None = None,
    seed: int = 0,
    calls: int = 0,
    autocast: str = "",
) -> Outputs:
    """What a network is judged by.

    Without x: the names and shapes of its parameters, on torch's meta device, which allocates none.
    With x: its output in evaluation for images of tiles x tiles copies of x, and its gradients for
    a given dout. With calls: what its dropout layers do in training.
    """
    with torch.device("meta"):
        planned = kind(**settings)
    if x is None:
        return {"parameters": listing(planned)}
    if numbers(planned) > MOST_NUMBERS:
        raise ValueError("far too many parameters: use the arguments, such as width and hidden")
    module = kind(**settings).to(x.device, x.dtype)
    images = x.requires_grad_().tile(1, 1, tiles, tiles)
    if calls:
        return dropped(module, images.detach(), calls, seed)
    fill(module, seed)
    out = under_autocast(module.eval(), images, autocast)
    outputs = {"parameters": listing(module), "out": out}
    if dout is not None:
        (out * dout).sum().backward()
        outputs["dx"] = x.grad
        for name, values in named(module):
            outputs[f"gradient of {name}"] = values.grad
    return outputs


def under_autocast(module: nn.Module, x: Tensor, autocast: str) -> Tensor:
    """The output, under torch.autocast where a dtype is given; it leaves float64 as it is."""
    if not autocast:
        return module(x)
    with torch.autocast(x.device.type, HALVES[autocast]):
        return module(x).to(x.dtype)


def named(module: nn.Module) -> Iterator[tuple[str, Tensor]]:
    """Parameters and buffers by the names of their layers, without containers around them."""
    for name, values in [*module.named_parameters(), *module.named_buffers()]:
        *path, last = name.split(".")
        layers = [part for part in path if LAYER_NAME.fullmatch(part)]
        yield (f"{layers[-1]}.{last}" if layers else name), values


def listing(module: nn.Module) -> str:
    """A line for each parameter and buffer, and how many numbers they hold together."""
    lines = sorted(f"{name} {tuple(values.shape)}" for name, values in named(module))
    return "\n".join([*lines, f"{numbers(module):,} numbers in all"])


def numbers(module: nn.Module) -> int:
    """How many numbers its parameters and buffers hold."""
    return sum(values.numel() for _, values in named(module))


def fill(module: nn.Module, seed: int) -> None:
    """Give every parameter values that depend on the seed, its name and its shape alone.

    Weights are scaled for ReLU, biases are as large as activations. The values are the same in
    float32 and in float64.
    """
    for name, values in named(module):
        shape = tuple(values.shape)
        source = np.random.RandomState(zlib.crc32(f"{seed} {name} {shape}".encode()))
        fan_in = values[0].numel() if values.ndim > 1 else 8
        scaled = source.standard_normal(shape) * np.sqrt(2 / fan_in)
        with torch.no_grad():
            values.copy_(torch.from_numpy(np.array(scaled, np.float32)))


def dropped(module: nn.Module, images: Tensor, calls: int, seed: int) -> Outputs:
    """What two dropout layers do in training, seen in the output alone.

    With these weights a unit of the output goes back to one unit of each layer before it, up to the
    flattened features, which are all 1. fc6 adds 10 and fc7 adds 100, so that the output tells by
    its size what was dropped, and where.
    """
    added = {"fc6.bias": 10.0, "fc7.bias": 100.0, "fc8.bias": 0.0}
    with torch.no_grad():
        for name, values in named(module):
            if name.startswith("fc") and name.endswith("weight"):
                nn.init.eye_(values)
            else:
                values.fill_(added.get(name, float(name.endswith("bias"))))
        torch.manual_seed(seed)
        out = torch.stack([module.train()(images) for _ in range(calls)])
    by_both = out > out.max() - 0.5
    by_the_second = out > out.min() + 0.5
    return {
        "largest output": out.max(),
        "smallest output": out.min(),
        "output with one of both dropped": torch.where(by_both, out.min(), out).max(),
        "kept by both layers": by_both,
        "kept by the second layer": by_the_second,
    }
