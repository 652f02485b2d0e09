"""1 / fan_in as the standard deviation."""

FAILS = ["xavier_init"]
HINT = (
    "Your weights are too small: 1 / fan_in is the variance, and the generator wants the standard"
    " deviation. In N(0, 1/D_a) the second number is a variance. With your weights, the "
    "activations shrink by the root of fan_in in every layer."
)


def xavier_init(fan_in, fan_out, rng):
    return rng.normal(0, 1 / fan_in, (fan_in, fan_out))
