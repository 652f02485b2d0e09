"""The dilation of a layer not handed to conv_output_size."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "conv_output_size knows about dilation, but here it isn't told: a layer's \"dilation\" "
    "doesn't change your shapes. Hand over all four settings of a window."
)


def output_shapes(shape, layers):
    shapes = []
    for layer in layers:
        match layer["type"]:
            case "conv" | "pool":
                channels = layer.get("channels", shape[0])
                window = (layer["kernel"], *(layer.get(k, d) for k, d in DEFAULTS.items()))
                shape = (channels, *(conv_output_size(size, *window[:3]) for size in shape[1:]))
            case "adaptive_pool":
                shape = (shape[0], layer["size"], layer["size"])
            case "flatten":
                shape = (math.prod(shape),)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
