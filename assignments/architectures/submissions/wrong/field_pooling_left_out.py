"""Pooling layers skipped."""

FAILS = ["receptive_field"]
HINT = (
    "Pooling reads windows as a convolution does: it adds to the receptive field, and its "
    "stride makes the jump larger. You pass over every layer that is no convolution."
)


def receptive_field(layers):
    field = jump = 1
    for layer in layers:
        if layer["type"] != "conv":
            continue
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        dilation = layer.get("dilation", 1)
        field += dilation * (kernel - 1) * jump
        jump *= stride
    return field
