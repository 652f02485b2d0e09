"""dout * out instead of dout * mask."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "You multiply dout by the output of the layer. out is x times the mask, and its derivative "
    "with respect to x is the mask alone: x itself drops out, as the 5 does not appear in "
    "d(3x)/dx at x = 5."
)


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    out = x * _mask(x, dropout_param["p"], rng)
    return out, out


def dropout_backward(dout, cache):
    return dout if cache is None else dout * cache
