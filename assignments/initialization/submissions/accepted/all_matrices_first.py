"""activation_scales draws every matrix before it computes; the spread is written out by hand."""

import numpy as np


def activation_scales(widths, init, activation, x, rng):
    layers = range(1, len(widths))
    weights = [init(widths[layer - 1], widths[layer], rng) for layer in layers]
    scales = np.zeros(len(weights))
    a = x.copy()
    for layer, weight in enumerate(weights):
        a = activation(np.einsum("ni,ij->nj", a, weight))
        scales[layer] = np.sqrt(np.mean((a - np.mean(a)) ** 2))
    return scales
