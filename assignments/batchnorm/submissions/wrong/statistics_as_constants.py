"""dx of the direct path alone."""

FAILS = ["batchnorm_backward"]
HINT = (
    "Your dx treats the mean and the variance as constants, as they are in test mode. In train "
    "mode both are computed from x, so x also reaches the output through them: two more paths of "
    "the graph, whose gradients are added to the direct one."
)


def batchnorm_backward(dout, cache):
    x_hat, deviation, gamma = cache
    dgamma = (dout * x_hat).sum(axis=0)
    dbeta = dout.sum(axis=0)
    dx_hat = dout * gamma
    dx = dx_hat / deviation
    return dx, dgamma, dbeta
