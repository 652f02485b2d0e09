"""One bias for a whole layer."""

FAILS = ["parameter_counts"]
HINT = (
    "You add one bias for a layer. Each output channel of a convolution, and each output "
    "feature of a linear layer, has its own."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * inputs * kernel**2 + bias * (outputs > 0))
    return counts
