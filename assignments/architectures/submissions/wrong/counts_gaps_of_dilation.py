"""The gaps of a dilated window counted as weights."""

FAILS = ["parameter_counts"]
HINT = (
    "Dilation moves the taps of a window apart and adds none: a 3 x 3 window has 9 weights for "
    "a pair of channels, whatever the gaps."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        kernel = layer.get("dilation", 1) * (kernel - 1) + 1
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * (inputs * kernel**2 + bias))
    return counts
