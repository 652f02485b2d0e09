"""Each layer's own stride in the jump by which its reach is measured."""

FAILS = ["receptive_field"]
HINT = (
    "You are off by one layer: a layer's stride sets its outputs further apart, not the taps "
    "with which it reads the layer below. Its reach is measured in the jump below it; only then "
    "does its stride make the jump larger. A check: one 3 x 3 convolution with stride 2 sees 3 "
    "pixels."
)


def receptive_field(layers):
    field = jump = 1
    for layer in layers:
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        dilation = layer.get("dilation", 1)
        jump *= stride
        field += dilation * (kernel - 1) * jump
    return field
