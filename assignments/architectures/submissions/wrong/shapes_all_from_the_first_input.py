"""Every layer given the network's input."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "Each of your shapes is what its layer would make of the network's input. A layer gets what "
    "the one before it has made: carry one shape along through the loop."
)


def output_shapes(shape, layers):
    shapes = []
    first = shape
    for layer in layers:
        shape = first
        match layer["type"]:
            case "conv" | "pool":
                channels = layer.get("channels", shape[0])
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
