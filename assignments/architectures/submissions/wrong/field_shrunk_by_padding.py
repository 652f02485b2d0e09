"""The padding subtracted."""

FAILS = ["receptive_field"]
HINT = (
    "You subtract the padding. It moves the square that an output sees, and may push it over "
    "the border, but how many places lie between the outermost taps doesn't change."
)


def receptive_field(layers):
    field = jump = 1
    for layer in layers:
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        dilation = layer.get("dilation", 1)
        field += dilation * (kernel - 1) * jump - layer.get("padding", 0)
        jump *= stride
    return field
