"""The derivative of the square lacks its 2."""

FAILS = ["batchnorm_backward"]
HINT = (
    "The path through the variance comes back at half its strength. The variance is a mean of "
    "squares: check the derivative of the square and that of the root, each by itself. One of the "
    "two factors 2 cancels the other only if both are there."
)


def batchnorm_backward(dout, cache):
    x_hat, deviation, gamma = cache
    n = len(dout)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = dout * gamma
    ddeviation = -(dx_hat * x_hat).sum(axis=0) / deviation
    dvariance = ddeviation / (2 * deviation)
    dcentered = dx_hat / deviation + dvariance * x_hat * deviation / n
    dmean = -dcentered.sum(axis=0)
    dx = dcentered + dmean / n
    return dx, dgamma, dbeta
