"""No pixel seen without a layer."""

FAILS = ["receptive_field"]
HINT = (
    "You are one pixel short. Before any layer a place sees itself, one pixel; each layer adds "
    "its reach to that."
)


def receptive_field(layers):
    field, jump = 0, 1
    for layer in layers:
        kernel, stride = layer.get("kernel", 1), layer.get("stride", 1)
        dilation = layer.get("dilation", 1)
        field += dilation * (kernel - 1) * jump
        jump *= stride
    return field
