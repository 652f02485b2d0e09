"""Pooling taken for one whose stride is its kernel."""

import math

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "Pooling windows may overlap: AlexNet's are 3 wide and 2 apart. Take the stride from the "
    "layer, not the kernel's size; what torch does without a stride is another convention."
)


def output_shapes(shape, layers):
    shapes = []
    for layer in layers:
        match layer["type"]:
            case "conv" | "pool":
                channels = layer.get("channels", shape[0])
                window = (layer["kernel"], *(layer.get(k, d) for k, d in DEFAULTS.items()))
                if layer["type"] == "pool":
                    window = (window[0], window[0], *window[2:])
                shape = (channels, *(conv_output_size(size, *window) for size in shape[1:]))
            case "adaptive_pool":
                shape = (shape[0], layer["size"], layer["size"])
            case "flatten":
                shape = (math.prod(shape),)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
