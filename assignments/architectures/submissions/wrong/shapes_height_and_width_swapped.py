"""Width before height."""

import math

FAILS = ["output_shapes"]
HINT = (
    "Height and width have changed places. The order is (C, H, W) throughout: channels, rows, "
    "columns, as in torch's batches of images."
)


def output_shapes(shape, layers):
    shapes = []
    for layer in layers:
        match layer["type"]:
            case "conv" | "pool":
                channels = layer.get("channels", shape[0])
                window = (layer["kernel"], *(layer.get(k, d) for k, d in DEFAULTS.items()))
                shape = (
                    channels,
                    *(conv_output_size(size, *window) for size in reversed(shape[1:])),
                )
            case "adaptive_pool":
                shape = (shape[0], layer["size"], layer["size"])
            case "flatten":
                shape = (math.prod(shape),)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
