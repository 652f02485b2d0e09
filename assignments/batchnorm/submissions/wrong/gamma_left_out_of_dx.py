"""dx starts from dout instead of dout * gamma."""

FAILS = ["batchnorm_backward"]
HINT = (
    "Your dgamma and dbeta are right, but on its way to x the gradient passes the scaling by "
    "gamma, and there it is multiplied by gamma. You go on with dout as if nothing had happened. "
    "Name the gradient at x_hat, and check which node lies between it and out."
)


def batchnorm_backward(dout, cache):
    x_hat, deviation, _ = cache
    n = len(dout)
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = dout
    ddeviation = -(dx_hat * x_hat).sum(axis=0) / deviation
    dvariance = ddeviation / (2 * deviation)
    dcentered = dx_hat / deviation + dvariance * 2 * x_hat * deviation / n
    dmean = -dcentered.sum(axis=0)
    dx = dcentered + dmean / n
    return dx, dgamma, dbeta
