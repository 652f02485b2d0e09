"""The jump taken from the layer below alone."""

FAILS = ["receptive_field"]
HINT = (
    "Your jump is the stride of the last layer below. The distance on the *input* between "
    "neighbouring places is the product of all strides so far, not only of the latest one."
)


def receptive_field(layers):
    field = jump = 1
    for layer in layers:
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        dilation = layer.get("dilation", 1)
        field += dilation * (kernel - 1) * jump
        jump = stride
    return field
