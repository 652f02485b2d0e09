"""The gradient through the division has the wrong sign."""

FAILS = ["batchnorm_backward"]
HINT = (
    "The path through the variance comes back with the wrong sign. The output is divided by the "
    "standard deviation: when that grows, the normalized values shrink. So the derivative of the "
    "division with respect to its denominator is negative."
)


def batchnorm_backward(dout, cache):
    x_hat, deviation, gamma = cache
    n = len(dout)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = dout * gamma
    ddeviation = (dx_hat * x_hat).sum(axis=0) / deviation
    dvariance = ddeviation / (2 * deviation)
    dcentered = dx_hat / deviation + dvariance * 2 * x_hat * deviation / n
    dmean = -dcentered.sum(axis=0)
    dx = dcentered + dmean / n
    return dx, dgamma, dbeta
