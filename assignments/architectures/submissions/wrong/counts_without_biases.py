"""The biases left out."""

FAILS = ["parameter_counts"]
HINT = (
    "Your counts are those of the weights alone. Every output channel and every output feature "
    'has a bias as well, unless the layer says "bias": False. LeNet-5\'s conv1 has 6 x (25 + 1) '
    "= 156 parameters."
)


def parameter_counts(shape, layers):
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        kernel = layer.get("kernel", 1)
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * (inputs * kernel**2))
    return counts
