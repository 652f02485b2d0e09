"""The norms of dL/dW instead of dL/dh."""

import numpy as np

FAILS = ["gradient_norms"]
HINT = (
    "You return how large the gradients of the weights are. They are asked for at the values: "
    "entry l is the norm of dL/dh_l, what arrives at the output of layer l. The gradient of a "
    "weight is that one times a slope and the layer's input, which has a size of its own."
)


def gradient_norms(depth, skip, weights, x, dout):
    layers, branches = [x], []
    for w in weights[:depth]:
        branches.append(np.tanh(layers[-1] @ w))
        layers.append(layers[-1] + branches[-1] if skip else branches[-1])
    dh, norms = dout, [np.linalg.norm(dout)]
    for index in range(depth - 1, -1, -1):
        dz = dh * (1 - branches[index] ** 2)
        norms.append(np.linalg.norm(layers[index].T @ dz))
        through = dz @ weights[index].T
        dh = dh + through if skip else through
    return np.array(norms[::-1], dtype=x.dtype)
