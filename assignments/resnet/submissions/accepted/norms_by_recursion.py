"""The chain as a function that calls itself: forward on the way in, backward on the way out."""

import numpy as np


def gradient_norms(depth, skip, weights, x, dout):
    if depth == 0:
        norms, _ = [float(np.sqrt(np.square(dout).sum()))], dout
    else:
        norms, _ = walk(list(weights)[:depth], int(skip), x, dout)
    return np.asarray(norms).astype(x.dtype)


def walk(weights, skip, h, dout):
    if not weights:
        return [float(np.sqrt(np.square(dout).sum()))], dout
    z = h @ weights[0]
    norms, dh = walk(weights[1:], skip, np.tanh(z) + skip * h, dout)
    dh = skip * dh + np.dot(dh / np.cosh(z) ** 2, weights[0].T)
    return [float(np.sqrt(np.square(dh).sum())), *norms], dh
