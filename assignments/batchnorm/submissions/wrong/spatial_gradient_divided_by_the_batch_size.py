"""The closed form with N instead of N * H * W."""

FAILS = ["spatial_batchnorm_backward"]
HINT = (
    "In your dx the two sums are divided by the number of images. The N of the formula is the "
    "number of values that went into each mean, and for images that is N * H * W. For images of a "
    "single place both are the same."
)


def spatial_batchnorm_backward(dout, cache):
    n, c, h, w = dout.shape
    x_hat, deviation, gamma = cache
    rows = dout.transpose(0, 2, 3, 1).reshape(-1, c)
    dgamma, dbeta = (rows * x_hat).sum(axis=0), rows.sum(axis=0)
    dx = gamma / deviation * (rows - (dbeta + x_hat * dgamma) / n)
    return dx.reshape(n, h, w, c).transpose(0, 3, 1, 2), dgamma, dbeta
