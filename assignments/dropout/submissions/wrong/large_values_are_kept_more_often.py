"""The mask depends on x: the chance grows with |x|, on average p."""

import numpy as np

FAILS = ["dropout_forward"]
HINT = (
    "How often an element is kept depends on its size in your layer. Dropout is blind: every "
    "element is kept with the same probability p, whatever its value. Let x decide the shape and "
    "the dtype of the mask, nothing else."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    size = np.abs(x)
    chance = p * np.clip(size / size.mean(), 0.8, 1.2) if x.size else x
    mask = (rng.random(x.shape) < chance).astype(x.dtype) / p
    return x * mask, mask
