"""The norms of the layers' values instead of their gradients."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "You return how large the values h_l are, layer by layer. What is asked for is the gradient "
    "at them: start from dout at the last layer and go backward, one step of the formula for "
    "each layer, and take the norm after each step."
)


def gradient_norms(depth, skip, weights, x, dout):
    h, norms = x, [np.linalg.norm(x)]
    for w in weights[:depth]:
        h = h + np.tanh(h @ w) if skip else np.tanh(h @ w)
        norms.append(np.linalg.norm(h))
    return np.array(norms, dtype=x.dtype)
