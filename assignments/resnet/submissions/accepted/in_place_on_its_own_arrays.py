"""Works in place wherever the array is its own, in dout too; masks are cached instead of values."""

import numpy as np


def residual_forward(x, w1, b1, w2, b2):
    hidden = x @ w1
    hidden += b1
    first = hidden > 0
    hidden *= first
    out = hidden @ w2
    out += b2
    out += x
    last = out > 0
    out[~last] = 0
    return out, (x, w1, w2, hidden, first, last)


def residual_backward(dout, cache):
    x, w1, w2, hidden, first, last = cache
    dout[~last] = 0
    dw2, db2 = np.einsum("nh,nd->hd", hidden, dout), np.einsum("nd->d", dout)
    through = np.einsum("nd,hd->nh", dout, w2)
    through[~first] = 0
    dw1, db1 = np.einsum("nd,nh->dh", x, through), np.einsum("nh->h", through)
    dout += np.einsum("nh,dh->nd", through, w1)
    return dout, dw1, db1, dw2, db2


def gradient_norms(depth, skip, weights, x, dout):
    h = x.copy()
    slopes = np.empty((depth, *x.shape), dtype=x.dtype)
    for layer in range(depth):
        tanh = np.tanh(h @ weights[layer])
        slopes[layer] = 1 - tanh * tanh
        if skip:
            h += tanh
        else:
            h = tanh
    norms = np.empty(depth + 1, dtype=x.dtype)
    norms[depth] = np.sqrt(np.sum(dout**2))
    for layer in range(depth - 1, -1, -1):
        slopes[layer] *= dout
        dout = slopes[layer] @ weights[layer].T + (dout if skip else 0)
        norms[layer] = np.sqrt(np.sum(dout**2))
    return norms
