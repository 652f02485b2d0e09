"""The gradient of the hidden values isn't masked."""

FAILS = ["residual_backward"]
HINT = (
    "On the way through f your gradient passes the first ReLU as if it weren't there. Where x "
    "w1 + b1 was negative, the hidden value is 0 whatever happens before it, so nothing may "
    "come back to w1, b1 and x through it."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = dsum @ w2.T
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
