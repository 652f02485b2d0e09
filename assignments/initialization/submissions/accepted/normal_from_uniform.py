"""Normal draws made of uniform ones (Box and Muller); a transpose; multivariate draws."""

import numpy as np


def gaussian_init(fan_in, fan_out, std, rng):
    radius = np.sqrt(-2 * np.log(1 - rng.random((fan_in, fan_out))))
    angle = 2 * np.pi * rng.random((fan_in, fan_out))
    return std * radius * np.cos(angle)


def xavier_init(fan_in, fan_out, rng):
    return rng.normal(0, np.sqrt(1.0 / fan_in), (fan_out, fan_in)).T


def he_init(fan_in, fan_out, rng):
    covariance = np.eye(fan_out) * 2 / fan_in
    return rng.multivariate_normal(np.zeros(fan_out), covariance, size=fan_in)
