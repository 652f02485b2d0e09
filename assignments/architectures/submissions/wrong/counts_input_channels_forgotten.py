"""One window for each output channel."""

FAILS = ["parameter_counts"]
HINT = (
    "An output channel has a window for *each* input channel, and adds up what they give. You "
    "count a single window for each output."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * (inputs ** ("features" in layer) * kernel**2 + bias))
    return counts
