"""The gaps between dilated taps left out."""

FAILS = ["receptive_field"]
HINT = (
    "Your result doesn't depend on the dilation. With dilation d the outermost of k taps stand "
    "d (k - 1) places apart, and that is how far a layer reaches."
)


def receptive_field(layers):
    field = jump = 1
    for layer in layers:
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        field += (kernel - 1) * jump
        jump *= stride
    return field
