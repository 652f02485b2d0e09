"""The recursion from the last layer down, run from the first layer up."""

FAILS = ["receptive_field"]
HINT = (
    "r = (r - 1) s + k is right for a walk from the *last* layer down to the input: there r "
    "counts places of the layer on which you stand. You run it from the first layer up. Turn "
    "the order round, or carry the jump along."
)


def receptive_field(layers):
    field = 1
    for layer in layers:
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        dilation = layer.get("dilation", 1)
        field = (field - 1) * stride + dilation * (kernel - 1) + 1
    return field
