"""dgamma and dbeta computed from dout * gamma."""

FAILS = ["batchnorm_backward_alt", "spatial_batchnorm_backward"]
HINT = (
    "Your dx is right, but dgamma and dbeta are too large by a factor of gamma. Inside dx the "
    "sums are over dout times gamma; the gradients of the parameters themselves are over dout, "
    "since nothing lies between them and the output but their own node."
)


def batchnorm_backward_alt(dout, cache):
    x_hat, deviation, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = gamma / deviation * (dout - (dbeta + x_hat * dgamma) / len(dout))
    return dx, dgamma * gamma, dbeta * gamma
