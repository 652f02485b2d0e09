"""No shape listed for layers that change nothing."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "Your list is too short: it has no entry for layers that leave the shape alone, such as a "
    "ReLU or dropout. There is one shape for each layer, so that a list of layers and a list of "
    "shapes go together."
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
                shape = (math.prod(shape),)
            case "linear":
                shape = (layer["features"],)
        if layer["type"] not in ("relu", "tanh", "dropout"):
            shapes.append(shape)
    return shapes
