"""The backward pass of plain ReLU: nothing comes back on the negative side."""

FAILS = ["leaky_relu_backward"]
HINT = (
    "On the negative side your gradient is 0. That is plain ReLU, and the very thing leaky ReLU "
    "was made to avoid. There y = negative_slope * x: what is its derivative? The slope has to "
    "travel in the cache from the forward to the backward pass."
)


def leaky_relu_backward(dout, cache):
    x, _ = cache
    return dout * (x > 0)
