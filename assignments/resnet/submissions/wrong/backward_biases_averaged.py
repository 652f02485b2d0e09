"""db1 and db2 are means over the batch."""

FAILS = ["residual_backward"]
HINT = (
    "Your bias gradients are means over the batch. The chain rule adds what every sample sends, "
    "and a division by N comes only from a loss that is a mean; then it stands in dout already."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.mean(axis=0), hidden.T @ dsum, dsum.mean(axis=0)
