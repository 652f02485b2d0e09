"""dgamma and dbeta summed along the rows: shape (N,)."""

FAILS = ["batchnorm_backward"]
HINT = (
    "gamma and beta have one value for each feature, and so have their gradients: shape (D,). You "
    "sum over the features and keep the samples. They were broadcast over the batch on the way "
    "forward; the axis that was broadcast is the one to sum over on the way back."
)


def batchnorm_backward(dout, cache):
    x_hat, deviation, gamma = cache
    n = len(dout)
    dgamma = (dout * x_hat).sum(axis=1)
    dbeta = dout.sum(axis=1)
    dx_hat = dout * gamma
    ddeviation = -(dx_hat * x_hat).sum(axis=0) / deviation
    dvariance = ddeviation / (2 * deviation)
    dcentered = dx_hat / deviation + dvariance * 2 * x_hat * deviation / n
    dmean = -dcentered.sum(axis=0)
    dx = dcentered + dmean / n
    return dx, dgamma, dbeta
