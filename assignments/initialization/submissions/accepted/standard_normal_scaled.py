"""Standard normal draws times the standard deviation; He as Xavier times the root of 2."""

import numpy as np


def gaussian_init(fan_in, fan_out, std, rng):
    return std * rng.standard_normal(size=(fan_in, fan_out))


def xavier_init(fan_in, fan_out, rng):
    return rng.standard_normal((fan_in, fan_out)) / np.sqrt(fan_in)


def he_init(fan_in, fan_out, rng):
    return np.sqrt(2) * xavier_init(fan_in, fan_out, rng)
