"""dout.reshape(-1, C) on the way back."""

FAILS = ["spatial_batchnorm_backward"]
HINT = (
    "Your forward pass moves the channels to the end before it merges the other axes; your "
    "backward pass only reshapes. So the rows of the gradient belong to other values than the "
    "rows of the cache. dout needs the same rearrangement as x, and dx the same way back as out."
)


def spatial_batchnorm_backward(dout, cache):
    dx, dgamma, dbeta = batchnorm_backward_alt(dout.reshape(-1, dout.shape[1]), cache)
    return dx.reshape(dout.shape), dgamma, dbeta
