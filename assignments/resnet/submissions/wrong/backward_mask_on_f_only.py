"""Only the way through f is masked, by its own sign."""

FAILS = ["residual_backward"]
HINT = (
    "The mask of the last ReLU reaches only one of the two ways in your pass. The ReLU stands "
    "after the addition, so first comes the mask, and then the gradient splits into the skip's "
    "part and that of f: b2 and w2 get the masked one as well."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dout @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dout, dout.sum(axis=0)
