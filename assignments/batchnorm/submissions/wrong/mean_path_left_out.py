"""dx without the gradient that flows through the mean."""

FAILS = ["batchnorm_backward"]
HINT = (
    "x reaches the output three ways: directly, through the variance, and through the mean. The "
    "last one is missing in your dx. The mean was subtracted from every sample, so a gradient "
    "arrives at it from every sample: their sum, with a minus sign, spread evenly over the batch "
    "again. A check: each column of dx has to add up to 0."
)


def batchnorm_backward(dout, cache):
    x_hat, deviation, gamma = cache
    n = len(dout)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = dout * gamma
    ddeviation = -(dx_hat * x_hat).sum(axis=0) / deviation
    dvariance = ddeviation / (2 * deviation)
    dcentered = dx_hat / deviation + dvariance * 2 * x_hat * deviation / n
    dx = dcentered
    return dx, dgamma, dbeta
