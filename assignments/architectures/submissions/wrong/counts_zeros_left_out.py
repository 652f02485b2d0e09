"""No count for layers without parameters."""

FAILS = ["parameter_counts"]
HINT = (
    "Your list is too short. Layers without parameters count 0 and have their place in it, so "
    "that counts and layers go together, one by one."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or 0
        if outputs == 0:
            continue
        counts.append(outputs * (inputs * kernel**2 + bias))
    return counts
