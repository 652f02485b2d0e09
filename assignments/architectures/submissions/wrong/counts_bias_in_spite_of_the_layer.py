"""A bias counted where the layer has none."""

FAILS = ["parameter_counts"]
HINT = (
    'You count a bias for every layer. One with "bias": False has none; so have most '
    "convolutions in front of a batch normalization."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel = layer.get("kernel", 1)
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * (inputs * kernel**2 + 1))
    return counts
