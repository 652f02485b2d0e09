"""The mask is a global variable: only the last forward pass has one."""

import numpy as np

FAILS = ["dropout_backward"]
HINT = (
    "Your backward pass uses the mask of whichever forward pass ran last. A network has several "
    "dropout layers, and all of them go forward before the first goes backward. What belongs to "
    "one pass travels in its cache; a variable of the module exists only once."
)


last = {}


def dropout_forward(x, dropout_param):
    last["mask"] = None
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    last["mask"] = _mask(x, dropout_param["p"], rng)
    return x * last["mask"], None


def dropout_backward(dout, cache):
    return dout if last["mask"] is None else dout * last["mask"]
