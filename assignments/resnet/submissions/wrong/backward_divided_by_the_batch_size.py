"""All gradients of the parameters are divided by N."""

FAILS = ["residual_backward"]
HINT = (
    "Your gradients of the weights and biases are divided by the batch size. dout is given, and "
    "the chain rule adds what every sample sends; where a loss is a mean over the batch, its "
    "1/N stands in dout already and must not be counted again."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, *(
        gradient / len(x)
        for gradient in (x.T @ dhidden, dhidden.sum(axis=0), hidden.T @ dsum, dsum.sum(axis=0))
    )
