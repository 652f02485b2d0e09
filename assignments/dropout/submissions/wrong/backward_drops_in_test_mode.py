"""The backward pass of test mode masks as well."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "After a forward pass in test mode, your backward pass still drops gradients. There out is x, "
    "so the derivative is 1 everywhere, and dx is dout. Let the cache tell in which mode the "
    "forward pass was."
)


def dropout_forward(x, dropout_param):
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = _mask(x, dropout_param["p"], rng)
    return (x if dropout_param["mode"] == "test" else x * mask), mask
