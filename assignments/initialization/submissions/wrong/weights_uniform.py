"""A uniform distribution with the right standard deviation."""

import math

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "Your weights have the right spread, but all values up to a bound are equally likely, and "
    "none lies beyond. Uniform weights of the same variance work as well in practice; here a "
    "normal distribution is asked for, with its many small values and its few large ones."
)


def gaussian_init(fan_in, fan_out, std, rng):
    bound = math.sqrt(3) * std
    return rng.uniform(-bound, bound, (fan_in, fan_out))
