"""The backward pass of test mode divides by p."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "After a forward pass in test mode, your gradient is divided by p. Nothing was divided on the "
    "way forward there: out is x itself, and dx is dout itself. Only train mode has the factor."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, (np.ones_like(x), p)
    kept = np.random.default_rng(dropout_param.get("seed")).random(x.shape) < p
    return x * kept.astype(x.dtype) / p, (kept.astype(x.dtype), p)


def dropout_backward(dout, cache):
    kept, p = cache
    return dout * kept / p
