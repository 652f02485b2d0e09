"""The reach counted as twice the half of a kernel."""

FAILS = ["receptive_field"]
HINT = (
    "Your reach is the half kernel on the left and on the right, 2 (k // 2). For odd kernels "
    "this is k - 1; a window of 2 or 4 has no middle tap, and reaches k - 1 all the same."
)


def receptive_field(layers):
    field = jump = 1
    for layer in layers:
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        dilation = layer.get("dilation", 1)
        field += dilation * 2 * (kernel // 2) * jump
        jump *= stride
    return field
