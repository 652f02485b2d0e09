"""The closed form divides by N - 1."""

FAILS = ["batchnorm_backward_alt", "spatial_batchnorm_backward"]
HINT = (
    "Your closed form divides by N - 1. Forward, both the mean and the variance are divided by N, "
    "so N is what their derivatives bring in. The N - 1 belongs to the unbiased variance, which "
    "this layer does not use."
)


def batchnorm_backward_alt(dout, cache):
    x_hat, deviation, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = gamma / deviation * (dout - (dbeta + x_hat * dgamma) / (len(dout) - 1))
    return dx, dgamma, dbeta
