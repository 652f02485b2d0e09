"""The receptive field as the set of pixels reached, and shapes as arrays of NumPy."""

import numpy as np


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    """The number of firsts of range(0, last + 1, stride), as a negative division rounded up."""
    last = size + 2 * padding - dilation * (kernel - 1) - 1
    return -(-(last + 1) // stride)


def receptive_field(layers):
    reached = {0}
    for layer in layers[::-1]:
        taps = range(layer.get("kernel", 1))
        step, gap = layer.get("stride", 1), layer.get("dilation", 1)
        reached = {place * step + tap * gap for place in reached for tap in taps}
    return max(reached) - min(reached) + 1


def output_shapes(shape, layers):
    shape = np.array(shape)
    shapes = []
    for layer in layers:
        if "kernel" in layer:
            reach = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            room = shape[1:] + 2 * layer.get("padding", 0) - reach
            shape = np.append(shape[0], room // layer.get("stride", 1) + 1)
        if layer["type"] == "adaptive_pool":
            shape = np.array([shape[0], layer["size"], layer["size"]])
        if layer["type"] == "flatten":
            shape = shape.prod(keepdims=True)
        if "channels" in layer:
            shape[0] = layer["channels"]
        if "features" in layer:
            shape = np.array([layer["features"]])
        shapes.append(tuple(shape))
    return shapes


def parameter_counts(shape, layers):
    before = [np.array(shape), *map(np.array, output_shapes(shape, layers))]
    counts = np.zeros(len(layers), dtype=np.int64)
    for i, layer in enumerate(layers):
        if layer["type"] in ("conv", "linear"):
            outputs = layer.get("channels") or layer.get("features")
            weights = np.ones(
                (outputs, before[i][0], layer.get("kernel", 1), layer.get("kernel", 1))
            )
            counts[i] = weights.size + outputs * layer.get("bias", True)
    return counts
