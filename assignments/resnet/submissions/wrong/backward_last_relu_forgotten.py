"""dout isn't masked by the last ReLU."""

FAILS = ["residual_backward"]
HINT = (
    "Your backward pass starts at the sum and leaves out the ReLU after it. Where x + f(x) was "
    "negative, the output is 0 whatever the inputs are, so no gradient may pass there. That "
    "holds for all five gradients."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, _out = cache
    dsum = dout
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
