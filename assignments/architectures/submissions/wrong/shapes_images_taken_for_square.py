"""The width taken to be the height."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "Your images are all square. Height and width pass through a layer each by itself: compute "
    "the second size from the width, by the same formula."
)


def output_shapes(shape, layers):
    shapes = []
    for layer in layers:
        match layer["type"]:
            case "conv" | "pool":
                channels = layer.get("channels", shape[0])
                window = (layer["kernel"], *(layer.get(k, d) for k, d in DEFAULTS.items()))
                height = conv_output_size(shape[1], *window)
                shape = (channels, height, height)
            case "adaptive_pool":
                shape = (shape[0], layer["size"], layer["size"])
            case "flatten":
                shape = (math.prod(shape),)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
