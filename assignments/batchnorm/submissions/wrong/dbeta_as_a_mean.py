"""dbeta is the mean over the batch."""

FAILS = ["batchnorm_backward"]
HINT = (
    "beta is added to every sample, so every sample sends a gradient back to it, and gradients "
    "that meet are added, not averaged. Your dbeta is too small by a factor of N. Any division by "
    "N comes from the loss and is already in dout."
)


def batchnorm_backward(dout, cache):
    x_hat, deviation, gamma = cache
    n = len(dout)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.mean(axis=0)
    dx_hat = dout * gamma
    ddeviation = -(dx_hat * x_hat).sum(axis=0) / deviation
    dvariance = ddeviation / (2 * deviation)
    dcentered = dx_hat / deviation + dvariance * 2 * x_hat * deviation / n
    dmean = -dcentered.sum(axis=0)
    dx = dcentered + dmean / n
    return dx, dgamma, dbeta
