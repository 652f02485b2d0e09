"""Divides by p although the mask holds 1 / p."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "The gradient of your kept units is divided by p twice. Perhaps the mask in your cache holds "
    "the 1 / p already. Compare with the way forward: x is divided by p once, so dout is as well."
)


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = _mask(x, dropout_param["p"], rng)
    return x * mask, (mask, dropout_param["p"])


def dropout_backward(dout, cache):
    if cache is None:
        return dout
    mask, p = cache
    return dout * mask / p
