"""The root of std is what the generator gets."""

import math

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "Your weights have the variance std: you took the root of a number that is a standard "
    "deviation already. Both gaussian_init and the generator speak of standard deviations; the "
    "root is due where a formula gives a variance, as N(0, 1/D_a) does."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return rng.normal(0, math.sqrt(std), (fan_in, fan_out))
