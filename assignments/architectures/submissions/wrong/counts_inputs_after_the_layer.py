"""The layer's own output taken for its input."""

FAILS = ["parameter_counts"]
HINT = (
    "You multiply a layer's outputs with its own outputs: your list of shapes is used one step "
    "too late. What comes into a layer is what the one *before* has made, and the image for the "
    "first."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, output_shapes(shape, layers), strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * (inputs * kernel**2 + bias))
    return counts
