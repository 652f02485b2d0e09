"""activation_scales calls itself for the layers above, with keywords for init, sample by sample."""

import numpy as np


def activation_scales(widths, init, activation, x, rng):
    if len(widths) == 1:
        return np.empty(0)
    weights = init(fan_in=widths[0], fan_out=widths[1], rng=rng)
    a = np.array([activation(sample.dot(weights)) for sample in x])
    above = activation_scales(widths[1:], init, activation, a, rng)
    return np.concatenate(([np.sqrt(a.var())], above))
