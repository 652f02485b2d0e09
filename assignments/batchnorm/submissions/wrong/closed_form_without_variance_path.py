"""The closed form subtracts the mean gradient only."""

FAILS = ["batchnorm_backward_alt", "spatial_batchnorm_backward"]
HINT = (
    "Your closed form has two of its three terms: the direct one and that of the mean. The "
    "standard deviation depends on every sample too, and its derivative brings in x_hat, once as "
    "the sample that is changed and once inside a sum over the batch."
)


def batchnorm_backward_alt(dout, cache):
    x_hat, deviation, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = gamma / deviation * (dout - dbeta / len(dout))
    return dx, dgamma, dbeta
