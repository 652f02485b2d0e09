"""dx = dout, as in test mode."""

FAILS = ["dropout_backward"]
HINT = (
    "Your backward pass hands dout on unchanged, in train mode too. A unit that was dropped had "
    "no influence on the output, so its gradient is 0; one that was kept was divided by p on the "
    "way forward."
)


def dropout_backward(dout, cache):
    return dout
