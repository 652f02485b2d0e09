"""Flattening leaves the shape as it is."""

FAILS = ["output_shapes", "parameter_counts"]
HINT = (
    "Your flatten changes nothing. It lays the three axes (C, H, W) out as one, of C x H x W "
    "features: that is what the linear layer behind it sees."
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
                shape = tuple(shape)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
