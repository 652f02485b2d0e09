"""The input's own shape at the front of the list."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "Your list has one entry too many: it begins with the shape of the input. Asked for is the "
    "shape *after* each layer, the first entry belongs to the first layer."
)


def output_shapes(shape, layers):
    shapes = [tuple(shape)]
    for layer in layers:
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
