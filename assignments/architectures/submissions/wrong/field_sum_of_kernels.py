"""The kernels added up."""

FAILS = ["receptive_field"]
HINT = (
    "You add whole kernels. Two windows of 3 overlap in the middle: the second layer adds one "
    "pixel on each side, k - 1 = 2 in all, so two 3 x 3 convolutions see 5 pixels and not 6. "
    "And the reach of a layer counts in jumps of the layer below it."
)


def receptive_field(layers):
    field = 0
    for layer in layers:
        kernel = layer.get("kernel", 1)
        dilation = layer.get("dilation", 1)
        field += dilation * (kernel - 1) + 1
    return field
