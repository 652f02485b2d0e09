"""A dilated window taken for d k long."""

FAILS = ["receptive_field"]
HINT = (
    "From the first to the last of k taps with dilation d there are d (k - 1) steps, as there "
    "are k - 1 gaps between k taps. You count d k - 1, which is the same only without dilation."
)


def receptive_field(layers):
    field = jump = 1
    for layer in layers:
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        dilation = layer.get("dilation", 1)
        field += (dilation * kernel - 1) * jump
        jump *= stride
    return field
