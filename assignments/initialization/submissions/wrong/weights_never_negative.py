"""Uniform draws between 0 and a bound of the right size."""

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "None of your weights is negative: random() draws between 0 and 1, evenly. With positive "
    "weights alone the terms of z_j never cancel, and activations grow with fan_in. Draw from a "
    "normal distribution, which has the mean 0."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return std * rng.random((fan_in, fan_out))
