"""Weights counted at every place of the image."""

FAILS = ["parameter_counts"]
HINT = (
    "You count each weight as often as it is used. A convolution uses the same weights at every "
    "place of the image, which is why it has so few: the size of the image doesn't enter."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or 0
        places = math.prod(output_shapes((inputs, *_), [layer])[0][1:])
        counts.append(outputs * (inputs * kernel**2 + bias) * places)
    return counts
