"""Places counted one by one, shapes as lists, the receptive field from the last layer down."""

from functools import reduce


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    places, first = 0, -padding
    while first + dilation * (kernel - 1) < size + padding:
        places += 1
        first += stride
    return places


def shape_after(shape, layer):
    kind = layer["type"]
    if kind in ("conv", "pool"):
        window = {k: v for k, v in layer.items() if k not in ("type", "channels", "bias")}
        c, h, w = shape
        if kind == "conv":
            c = layer["channels"]
        return [c, conv_output_size(h, **window), conv_output_size(w, **window)]
    if kind == "adaptive_pool":
        return [shape[0]] + 2 * [layer["size"]]
    if kind == "flatten":
        return [reduce(lambda a, b: a * b, shape)]
    if kind == "linear":
        return [layer["features"]]
    return list(shape)


def output_shapes(shape, layers):
    if not layers:
        return []
    after = shape_after(shape, layers[0])
    return [after, *output_shapes(after, layers[1:])]


def receptive_field(layers):
    field = 1
    for layer in reversed(layers):
        if "kernel" in layer:
            extent = layer.get("dilation", 1) * (layer["kernel"] - 1) + 1
            field = (field - 1) * layer.get("stride", 1) + extent
    return field


def parameter_counts(shape, layers):
    counts = []
    for layer in layers:
        count = 0
        if layer["type"] == "conv":
            count = layer["kernel"] * layer["kernel"] * shape[0] * layer["channels"]
            if layer.get("bias", True):
                count += layer["channels"]
        elif layer["type"] == "linear":
            count = shape[0] * layer["features"]
            if layer.get("bias", True):
                count += layer["features"]
        counts.append(count)
        shape = shape_after(shape, layer)
    return counts
