"""Biases counted by input channels."""

FAILS = ["parameter_counts"]
HINT = (
    "A bias is added to an output, once its weighted sum is complete: one for each output "
    "channel or feature. You have one for each input."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * inputs * kernel**2 + inputs * bias * (outputs > 0))
    return counts
