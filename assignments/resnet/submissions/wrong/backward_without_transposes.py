"""The way back uses w1 and w2 as they are."""

FAILS = ["residual_backward"]
HINT = (
    "On the way back you multiply by w2 and w1 as they stand. Forward, w2 maps H values to D; "
    "the way back has to map D to H, and the matrix that does so is the transpose. Write the "
    "shapes beside each product: the inner ones must agree."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2) * (hidden > 0)
    dx = dsum + dhidden @ w1
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
