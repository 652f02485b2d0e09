"""Adaptive pooling leaves the shape as it is."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "Adaptive pooling chooses its windows so that the output has the size that it is told, "
    "whatever comes in: (C, size, size). Yours leaves the image as large as it was."
)


def output_shapes(shape, layers):
    shapes = []
    for layer in layers:
        match layer["type"]:
            case "conv" | "pool":
                channels = layer.get("channels", shape[0])
                window = (layer["kernel"], *(layer.get(k, d) for k, d in DEFAULTS.items()))
                shape = (channels, *(conv_output_size(size, *window) for size in shape[1:]))
            case "adaptive_pool":
                shape = tuple(shape)
            case "flatten":
                shape = (math.prod(shape),)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
