"""A window taken for a line."""

FAILS = ["parameter_counts"]
HINT = (
    "A k x k window has k times k weights for each pair of an input and an output channel. You "
    "count k."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * (inputs * kernel + bias))
    return counts
