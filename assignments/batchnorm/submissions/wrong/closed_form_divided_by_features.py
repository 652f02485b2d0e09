"""The closed form divides by D instead of N."""

FAILS = ["batchnorm_backward_alt", "spatial_batchnorm_backward"]
HINT = (
    "The N in your closed form is the number of features. The means that it comes from go over "
    "the batch: N is the number of samples, the length of the first axis. Where the two are equal "
    "you would not notice, so test with a batch that is not square."
)


def batchnorm_backward_alt(dout, cache):
    x_hat, deviation, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = gamma / deviation * (dout - (dbeta + x_hat * dgamma) / dout.shape[1])
    return dx, dgamma, dbeta
