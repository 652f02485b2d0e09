"""A linear layer given as many inputs as the image has channels."""

FAILS = ["parameter_counts"]
HINT = (
    "Your first linear layer is far too small: it gets every place of every channel, C x H x W "
    "features, and you count C. This layer is where most of the parameters of AlexNet and VGG "
    "are."
)


def parameter_counts(shape, layers):
    counts = []
    for layer in layers:
        inputs = shape[0]
        if layer["type"] == "flatten":
            shape = (inputs,)
        kernel, bias = layer.get("kernel", 1), layer.get("bias", True)
        outputs = layer.get("channels") or layer.get("features") or 0
        counts.append(outputs * (inputs * kernel**2 + bias))
        if outputs:
            shape = (outputs,)
    return counts
