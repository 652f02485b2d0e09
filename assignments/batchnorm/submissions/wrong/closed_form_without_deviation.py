"""The closed form is not divided by the standard deviation."""

FAILS = ["batchnorm_backward_alt", "spatial_batchnorm_backward"]
HINT = (
    "The bracket of your closed form is right, but the normalized x was divided by the standard "
    "deviation on the way forward, and that factor multiplies the whole gradient on the way back. "
    "A check with units: if x is measured in metres, dx is per metre."
)


def batchnorm_backward_alt(dout, cache):
    x_hat, _, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = gamma * (dout - (dbeta + x_hat * dgamma) / len(dout))
    return dx, dgamma, dbeta
