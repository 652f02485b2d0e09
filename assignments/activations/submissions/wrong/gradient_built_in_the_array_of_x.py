"""The derivative is written into the cached x, and so into the caller's input."""

FAILS = ["relu_backward", "leaky_relu_backward"]
HINT = (
    "The gradient is right, but your backward pass overwrote the input x. The array in your cache "
    "is the very array the layer below handed you, not a copy of it, and that layer still needs "
    "its values. Build the derivative in a new array."
)


def relu_backward(dout, cache):
    dx = cache
    dx[dx <= 0] = 0
    dx[dx > 0] = 1
    return dx * dout


def leaky_relu_backward(dout, cache):
    dx, negative_slope = cache
    dx[dx > 0] = 1
    dx[dx < 0] = negative_slope
    return dx * dout
