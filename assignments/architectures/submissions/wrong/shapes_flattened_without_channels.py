"""Flattening gives H x W, without the channels."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "Flattening keeps every number of a sample: C times H times W of them. Yours keeps those of "
    "one channel. LeNet-5's fc1 gets 16 x 5 x 5 = 400 features."
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
                shape = (shape[0], layer["size"], layer["size"])
            case "flatten":
                shape = (math.prod(shape[1:]),)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
