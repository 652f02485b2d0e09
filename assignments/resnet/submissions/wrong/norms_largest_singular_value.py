"""The matrix 2-norm."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "You return the largest singular value of each gradient: that is what np.linalg.norm "
    "computes of a matrix with ord=2. The root of the sum of all squares, the Frobenius norm, "
    "is its default for a matrix, without ord."
)


def gradient_norms(depth, skip, weights, x, dout):
    weights = weights[:depth]
    h, branches = x, []
    for w in weights:
        branches.append(np.tanh(h @ w))
        h = h + branches[-1] if skip else branches[-1]
    dh, norms = dout, [np.linalg.norm(dout, 2)]
    for w, branch in zip(weights[::-1], branches[::-1], strict=True):
        through = (dh * (1 - branch**2)) @ w.T
        dh = dh + through if skip else through
        norms.append(np.linalg.norm(dh, 2))
    return np.array(norms[::-1], dtype=x.dtype)
