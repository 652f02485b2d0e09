"""The gradient of a kept unit is dout, not dout / p."""

FAILS = ["dropout_backward"]
HINT = (
    "You let the gradient through where the unit was kept, but without the factor. On the way "
    "forward a kept x is divided by p, and the derivative of x / p is 1 / p. Whatever multiplies "
    "x forward multiplies dout backward."
)


def dropout_backward(dout, cache):
    return dout if cache is None else dout * (cache > 0)
