"""Reaches added up as if every stride were 1."""

FAILS = ["receptive_field"]
HINT = (
    "Without strides the reaches k - 1 simply add up, and that is what you do. Above a layer "
    "with stride 2, neighbouring places are two input pixels apart, so everything above it "
    "reaches twice as far."
)


def receptive_field(layers):
    field = 1
    for layer in layers:
        kernel = layer.get("kernel", 1)
        dilation = layer.get("dilation", 1)
        field += dilation * (kernel - 1)
    return field
