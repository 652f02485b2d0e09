"""dx has only the gradient along the skip."""

FAILS = ["residual_backward"]
HINT = (
    "Your dx holds only what comes back along the skip. x also went into f, through w1, the "
    "first ReLU and w2, and a gradient comes back that way too. Where the two ways meet, at x, "
    "their gradients are added."
)


def residual_backward(dout, cache):
    x, _w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
