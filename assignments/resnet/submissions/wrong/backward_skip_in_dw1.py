"""dw1 multiplies x by dsum's way twice over."""

FAILS = ["residual_backward"]
HINT = (
    "Your dw1 takes the gradient that arrives at x, with the skip's part in it. Only the way "
    "through f passes w1; the skip goes around all weights. So dw1 is made of the gradient at "
    "the first linear layer's output."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ (dx @ w1), dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
