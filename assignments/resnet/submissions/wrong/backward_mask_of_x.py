"""The last ReLU's mask is taken from x."""

FAILS = ["residual_backward"]
HINT = (
    "You let dout through where x was positive. A ReLU's mask comes from its own input, which "
    "for the last one is the sum x + f(x). Where x is negative and f(x) is larger, the sum is "
    "positive and the gradient passes."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, _out = cache
    dsum = dout * (x > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0)
