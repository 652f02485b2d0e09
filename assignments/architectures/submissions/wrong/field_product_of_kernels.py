"""The kernels multiplied."""

FAILS = ["receptive_field"]
HINT = (
    "You multiply the kernels. Neighbouring windows overlap, so a second 3 x 3 convolution adds "
    "a pixel on each side to the first one's window, 5 in all, and doesn't make it three times "
    "as large."
)


def receptive_field(layers):
    field = 1
    for layer in layers:
        kernel = layer.get("kernel", 1)
        dilation = layer.get("dilation", 1)
        field *= dilation * (kernel - 1) + 1
    return field
