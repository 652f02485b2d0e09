"""The gradient of the mean reaches every sample whole."""

FAILS = ["batchnorm_backward"]
HINT = (
    "In your dx, the gradient at the mean arrives at every sample undivided. The mean is a sum "
    "divided by N, so each sample contributes only an N-th of it, and gets only an N-th of its "
    "gradient. A check: each column of dx has to add up to 0."
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
    dmean = -dcentered.sum(axis=0)
    dx = dcentered + dmean
    return dx, dgamma, dbeta
