"""dx has only the gradient through f."""

FAILS = ["residual_backward"]
HINT = (
    "Your dx holds only what comes back through f. The sum x + f(x) has two terms with x in "
    "them, so x gets a gradient from both: the derivative is 1 + f'(x), and the 1 is missing. "
    "It is the path on which gradients reach the first layers of a deep network."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
