"""What is 0 in out is taken for dropped."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "You find the dropped units by looking for zeros in out. But x may be 0 by itself: a ReLU in "
    "front of the layer makes half of them so. Such a unit was kept, and small changes of it do "
    "change out, so its gradient passes. Keep the mask itself in the cache."
)


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    out = x * _mask(x, dropout_param["p"], rng)
    return out, (out, dropout_param["p"])


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    out, p = cache
    return dout * (out != 0) / p
