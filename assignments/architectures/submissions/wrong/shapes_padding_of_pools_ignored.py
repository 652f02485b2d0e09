"""Only convolutions padded."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "A pooling layer may be padded like a convolution (the block in GoogLeNet has such a one). "
    'Use its "padding" too.'
)


def output_shapes(shape, layers):
    shapes = []
    for layer in layers:
        match layer["type"]:
            case "conv" | "pool":
                channels = layer.get("channels", shape[0])
                window = (layer["kernel"], *(layer.get(k, d) for k, d in DEFAULTS.items()))
                if layer["type"] == "pool":
                    window = (*window[:2], 0, window[3])
                shape = (channels, *(conv_output_size(size, *window) for size in shape[1:]))
            case "adaptive_pool":
                shape = (shape[0], layer["size"], layer["size"])
            case "flatten":
                shape = (math.prod(shape),)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
