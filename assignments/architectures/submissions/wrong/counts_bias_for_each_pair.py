"""A bias for every pair of an input and an output channel."""

FAILS = ["parameter_counts"]
HINT = (
    "You give each small window a bias of its own. The windows of all input channels are added "
    "up to one output, and that gets one bias."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * (inputs * (kernel**2 + bias)))
    return counts
