"""dgamma and dbeta of shape (1, D)."""

FAILS = ["batchnorm_backward"]
HINT = (
    "The values are right, but the gradient of a parameter has exactly the parameter's shape, "
    "here (D,). Yours has an extra axis of length 1, which was kept when you summed; an "
    "optimizer's update would turn gamma itself into shape (1, D)."
)


def batchnorm_backward(dout, cache):
    x_hat, deviation, gamma = cache
    n = len(dout)
    dgamma = (dout * x_hat).sum(axis=0, keepdims=True)
    dbeta = dout.sum(axis=0, keepdims=True)
    dx_hat = dout * gamma
    ddeviation = -(dx_hat * x_hat).sum(axis=0) / deviation
    dvariance = ddeviation / (2 * deviation)
    dcentered = dx_hat / deviation + dvariance * 2 * x_hat * deviation / n
    dmean = -dcentered.sum(axis=0)
    dx = dcentered + dmean / n
    return dx, dgamma, dbeta
