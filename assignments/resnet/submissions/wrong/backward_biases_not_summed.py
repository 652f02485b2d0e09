"""db1 and db2 have a row for every sample."""

FAILS = ["residual_backward"]
HINT = (
    "Your db1 and db2 have a row for each sample. A bias is one vector that was added to every "
    "sample, so every sample sends a gradient to it, and these are added: sum over the batch, "
    "and the shape is that of the bias."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden, hidden.T @ dsum, dsum
