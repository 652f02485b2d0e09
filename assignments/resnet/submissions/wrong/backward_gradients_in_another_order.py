"""w2's gradients come before w1's."""

FAILS = ["residual_backward"]
HINT = (
    "Your gradients are right, but they come in the order in which they are found on the way "
    "back. They are to be returned in the order of the arguments of residual_forward: those of "
    "x, w1, b1, w2, b2."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, hidden.T @ dsum, dsum.sum(axis=0), x.T @ dhidden, dhidden.sum(axis=0)
