"""Everything measured on layers of torch: sizes, counts, and the reach of a gradient."""

import torch
from torch import nn


def build(layer, shape):
    window = {
        "kernel_size": layer.get("kernel"),
        "stride": layer.get("stride", 1),
        "padding": layer.get("padding", 0),
        "dilation": layer.get("dilation", 1),
    }
    match layer["type"]:
        case "conv":
            return nn.Conv2d(shape[0], layer["channels"], **window, bias=layer.get("bias", True))
        case "pool":
            return nn.MaxPool2d(**window)
        case "adaptive_pool":
            return nn.AdaptiveAvgPool2d(layer["size"])
        case "flatten":
            return nn.Flatten()
        case "linear":
            return nn.Linear(shape[0], layer["features"], bias=layer.get("bias", True))
    return nn.Identity()


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    window = nn.Conv1d(1, 1, kernel, stride, padding, dilation)
    return window(torch.zeros(1, 1, size)).shape[-1]


def output_shapes(shape, layers):
    shapes = []
    x = torch.zeros(1, *shape)
    for layer in layers:
        x = build(layer, tuple(x.shape[1:]))(x)
        shapes.append(tuple(x.shape[1:]))
    return shapes


def receptive_field(layers):
    x = torch.zeros(1, 1, 6000, dtype=torch.float64, requires_grad=True)
    y = x
    for layer in layers:
        if "kernel" in layer:
            weight = torch.ones(1, 1, layer["kernel"], dtype=torch.float64)
            stride, dilation = layer.get("stride", 1), layer.get("dilation", 1)
            y = nn.functional.conv1d(y, weight, stride=stride, dilation=dilation)
    y[..., y.shape[-1] // 2].sum().backward()
    seen = x.grad.flatten().nonzero()
    return int(seen.max() - seen.min()) + 1


def parameter_counts(shape, layers):
    shapes = [tuple(shape), *output_shapes(shape, layers)]
    built = [build(layer, before) for layer, before in zip(layers, shapes, strict=False)]
    return [sum(p.numel() for p in module.parameters()) for module in built]
