"""The skip's part of dx isn't masked by the last ReLU."""

FAILS = ["residual_backward"]
HINT = (
    "On the skip, your dout goes straight to x. But the last ReLU stands after the addition, so "
    "whatever goes back, along either way, has to pass it first: where the sum was negative, "
    "the output did not depend on x at all."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dout + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
