"""How each question calls a solution, and which of its results are judged."""

import functools
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

Array = npt.NDArray[np.floating]
Outputs = dict[str, Any]

HALVES = {"bfloat16": torch.bfloat16, "float16": torch.float16}
"""What autocast may compute in, by name."""


def residual_forward(
    solution: Any, x: Array, w1: Array, b1: Array, w2: Array, b2: Array
) -> Outputs:
    """The forward pass, and what it leaves in its inputs."""
    out, _ = solution.residual_forward(x, w1, b1, w2, b2)
    return {
        "out": out,
        "x afterwards": x,
        "w1 afterwards": w1,
        "b1 afterwards": b1,
        "w2 afterwards": w2,
        "b2 afterwards": b2,
    }


def residual_backward(
    solution: Any, x: Array, w1: Array, b1: Array, w2: Array, b2: Array, dout: Array
) -> Outputs:
    """The backward pass from the solution's own cache, for a given dout."""
    _, cache = solution.residual_forward(x, w1, b1, w2, b2)
    inputs = {"x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2}
    before = {name: value.copy() for name, value in inputs.items()}
    dx, dw1, db1, dw2, db2 = solution.residual_backward(dout, cache)
    changes = {f"change of {name}": value - before[name] for name, value in inputs.items()}
    return {"dx": dx, "dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2, **changes}


def gradient_norms(
    solution: Any, depth: int, skip: bool, weights: Array, x: Array, dout: Array
) -> Outputs:
    """The norms, and what finding them leaves in x."""
    norms = solution.gradient_norms(depth, skip, weights, x, dout)
    return {"norms": norms, "x afterwards": x}


def basic_block(solution: Any, **inputs: Any) -> Outputs:
    """A BasicBlock with given parameters and buffers."""
    return block_outputs(solution.BasicBlock, **inputs)


def bottleneck(solution: Any, **inputs: Any) -> Outputs:
    """A Bottleneck with given parameters and buffers."""
    return block_outputs(solution.Bottleneck, **inputs)


def block_outputs(
    kind: Any,
    in_channels: int,
    channels: int,
    settings: dict[str, int],
    mode: str,
    seed: int,
    x: Tensor,
    dout: Tensor | None = None,
    autocast: str = "",
) -> Outputs:
    """What is judged of a block; `settings` holds stride, or nothing where the default is meant."""
    block = kind(in_channels, channels, **settings)
    return {
        "parameters": names_and_shapes(block),
        "expansion": kind.expansion,
        **module_outputs(block, mode, seed, x, dout, autocast),
    }


def resnet(
    solution: Any,
    depth: int,
    settings: dict[str, int],
    mode: str = "meta",
    seed: int = 0,
    x: Tensor | None = None,
    dout: Tensor | None = None,
    other_depths: tuple[int, ...] = (),
    autocast: str = "",
) -> Outputs:
    """A whole network; `settings` holds num_classes and width, or nothing for the defaults.

    Without x it is only built, on a device where tensors have shapes but no memory.
    """
    answers = {f"resnet({other})": answer_to_depth(solution, other) for other in other_depths}
    if x is None:
        with torch.device("meta"):
            network = solution.resnet(depth, **settings)
        count = sum(parameter.numel() for parameter in network.parameters())
        names = names_and_shapes(network)
        return {"number of parameters": count, "parameters": names, **answers}
    network = solution.resnet(depth, **settings)
    outputs = module_outputs(network, mode, seed, x, dout, autocast)
    del outputs["x afterwards"]
    names = sorted(name for name, _ in network.named_parameters())
    gradients = [outputs.pop(f"gradient of {name}", None) for name in names]
    if dout is not None:
        outputs["gradients of the parameters"] = in_short(gradients, x)
    return outputs


def answer_to_depth(solution: Any, depth: int) -> str:
    """What resnet does with a depth that no table lists."""
    try:
        with torch.device("meta"):
            solution.resnet(depth)
    except ValueError:
        return "ValueError"
    return "a network"


# How a module is given values of its own, and what is judged of it.


def module_outputs(
    module: nn.Module, mode: str, seed: int, x: Tensor, dout: Tensor | None, autocast: str
) -> Outputs:
    """The output of a filled module, its gradients where dout is given, and its buffers."""
    module.to(x.device, x.dtype)
    fill(module, seed)
    module.train(mode == "train")
    if dout is None:
        outputs = {"out": under_autocast(module, x, autocast)}
    else:
        x.requires_grad_()
        parameters = dict(module.named_parameters())
        out = module(x)
        leaves = [x, *parameters.values()]
        gradients = torch.autograd.grad((out * dout).sum(), leaves, allow_unused=True)
        names = [f"gradient of {name}" for name in ("x", *parameters)]
        outputs = {"out": out, **dict(zip(names, gradients, strict=True))}
    buffers = {f"{name} afterwards": buffer for name, buffer in module.named_buffers()}
    return {**outputs, **buffers, "x afterwards": x}


def under_autocast(module: nn.Module, x: Tensor, autocast: str) -> Tensor:
    """The output, under torch.autocast where a dtype is given; it leaves float64 as it is."""
    if not autocast:
        return module(x)
    with torch.autocast(x.device.type, HALVES[autocast]):
        return module(x).to(x.dtype)


def names_and_shapes(module: nn.Module) -> str:
    """A line for each parameter and each buffer, sorted by name."""
    entries = sorted(module.state_dict().items())
    return "\n".join(f"{name} {tuple(value.shape)}" for name, value in entries)


def fill(module: nn.Module, seed: int) -> None:
    """Give every parameter and buffer values that depend on the seed, its name and its shape."""
    with torch.no_grad():
        for name, value in module.state_dict().items():
            value.copy_(torch.from_numpy(values(seed, name, tuple(value.shape))))


@functools.lru_cache(maxsize=4_096)  # the same network is filled more than once
def values(seed: int, name: str, shape: tuple[int, ...]) -> Array:
    """Weights that keep the scale, scales and variances around 1, biases and means far from 0.

    They are rounded to float32, so that each dtype starts from the same ones.
    """
    random = np.random.RandomState(zlib.crc32(f"{seed}/{name}".encode()))
    if name.endswith("num_batches_tracked"):
        return np.array(random.randint(3, 99))
    if len(shape) > 1:
        drawn = random.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:]))
    elif name.endswith(("weight", "running_var")):
        drawn = random.uniform(0.5, 1.5, shape)
    else:
        drawn = random.standard_normal(shape)
    return drawn.astype(np.float32)


def in_short(gradients: list[Tensor | None], x: Tensor) -> Tensor:
    """Every gradient as one number: its inner product with fixed signs, over the root of its size.

    Entry i belongs to the i-th parameter by the alphabet; NaN stands where there is no gradient.
    """
    numbers = [torch.full((), torch.nan, dtype=x.dtype, device=x.device)] * len(gradients)
    for place, gradient in enumerate(gradients):
        if gradient is not None:
            signs = np.random.RandomState(place).choice([-1.0, 1.0], gradient.numel())
            signs = torch.from_numpy(signs).to(gradient)
            numbers[place] = (gradient.flatten() * signs).sum() / gradient.numel() ** 0.5
    return torch.stack(numbers)
