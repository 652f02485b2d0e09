"""dx without the gradient that flows through the variance."""

FAILS = ["batchnorm_backward"]
HINT = (
    "x reaches the output three ways: directly, through the mean, and through the variance. The "
    "last one is missing in your dx: you treat the standard deviation as a constant. Follow the "
    "graph from the division down to the square of the centered x."
)


def batchnorm_backward(dout, cache):
    x_hat, deviation, gamma = cache
    n = len(dout)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = dout * gamma
    dcentered = dx_hat / deviation
    dmean = -dcentered.sum(axis=0)
    dx = dcentered + dmean / n
    return dx, dgamma, dbeta
