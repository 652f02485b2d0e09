"""The gradient passes where the unit was dropped."""

FAILS = ["dropout_backward"]
HINT = (
    "Your gradient passes exactly where the forward pass dropped, and stops where it kept. A unit "
    "that was dropped could not change the loss, so its gradient is 0. Check what the bools in "
    "your cache mean: kept, or dropped?"
)


def dropout_backward(dout, cache):
    return dout if cache is None else dout * (cache.max() - cache if cache.size else cache)
