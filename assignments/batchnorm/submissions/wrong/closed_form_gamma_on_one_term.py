"""gamma multiplies dout, but not the two sums."""

FAILS = ["batchnorm_backward_alt", "spatial_batchnorm_backward"]
HINT = (
    "In your closed form gamma multiplies the direct term alone. The gradient at x_hat is dout "
    "times gamma everywhere, in the two sums over the batch as well, so gamma multiplies all "
    "three terms. With a gamma of 1 both are the same."
)


def batchnorm_backward_alt(dout, cache):
    x_hat, deviation, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = (gamma * dout - (dbeta + x_hat * dgamma) / len(dout)) / deviation
    return dx, dgamma, dbeta
