"""The channels never changed by a convolution."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "A convolution has as many output channels as it has filters, whatever comes in: its "
    '"channels". Only pooling keeps the number.'
)


def output_shapes(shape, layers):
    shapes = []
    for layer in layers:
        match layer["type"]:
            case "conv" | "pool":
                channels = shape[0]
                window = (layer["kernel"], *(layer.get(k, d) for k, d in DEFAULTS.items()))
                shape = (channels, *(conv_output_size(size, *window) for size in shape[1:]))
            case "adaptive_pool":
                shape = (shape[0], layer["size"], layer["size"])
            case "flatten":
                shape = (math.prod(shape),)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
