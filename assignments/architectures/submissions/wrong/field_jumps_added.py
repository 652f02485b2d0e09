"""Strides added up instead of multiplied."""

FAILS = ["receptive_field"]
HINT = (
    "Strides multiply: two layers with stride 2 put neighbouring outputs four input pixels "
    "apart, since each step of the second is two steps of the first. You add them up, which "
    "differs from three such layers or from strides of 3 on."
)


def receptive_field(layers):
    field = jump = 1
    for layer in layers:
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        dilation = layer.get("dilation", 1)
        field += dilation * (kernel - 1) * jump
        jump += stride - 1
    return field
