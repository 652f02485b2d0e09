"""|x| instead of max(0, x): negative values are mirrored, not cut off."""

import numpy as np

FAILS = ["relu_forward"]
HINT = (
    "Your output has no negative values, but negative inputs come back with their sign turned "
    "around. ReLU is max(0, x): compare each value with 0 and keep the larger of the two. Draw "
    "both functions on paper: for negative x one rises again, the other stays flat at 0."
)


def relu_forward(x):
    out = np.abs(x)
    return out, x
