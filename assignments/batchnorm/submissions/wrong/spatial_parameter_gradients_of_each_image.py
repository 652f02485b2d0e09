"""dgamma and dbeta summed over H and W only: shape (N, C)."""

FAILS = ["spatial_batchnorm_backward"]
HINT = (
    "A channel has one gamma and one beta for all images of the batch, so their gradients have "
    "the shape (C,). You sum over the places of an image, but not over the images: sum over every "
    "axis along which they were broadcast."
)


def spatial_batchnorm_backward(dout, cache):
    n, c, h, w = dout.shape
    rows = dout.transpose(0, 2, 3, 1).reshape(-1, c)
    dx, _, _ = batchnorm_backward_alt(rows, cache)
    x_hat = cache[0].reshape(n, h, w, c).transpose(0, 3, 1, 2)
    dgamma, dbeta = (dout * x_hat).sum(axis=(2, 3)), dout.sum(axis=(2, 3))
    return dx.reshape(n, h, w, c).transpose(0, 3, 1, 2), dgamma, dbeta
