"""Weights for pooling."""

FAILS = ["parameter_counts"]
HINT = (
    "You count parameters for pooling. A maximum or an average has nothing to learn; neither "
    "have activations, dropout and flattening."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or (layer["type"] == "pool")
        counts.append(outputs * (inputs * kernel**2 + bias))
    return counts
