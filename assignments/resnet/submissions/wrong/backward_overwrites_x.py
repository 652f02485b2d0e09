"""dx is written into the array of x."""

FAILS = ["residual_backward"]
HINT = (
    "Your dx is right, but it was written into the array that the cache calls x, which is the "
    "caller's own. In a network that array is the output of the layer before, which may still "
    "need it. Make dx a new array."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dw1, dw2 = x.T @ dhidden, hidden.T @ dsum
    dx = x
    dx[:] = dsum + dhidden @ w1.T
    return dx, dw1, dhidden.sum(axis=0), dw2, dsum.sum(axis=0)
