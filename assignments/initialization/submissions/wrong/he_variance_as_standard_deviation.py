"""2 / fan_in as the standard deviation."""

FAILS = ["he_init"]
HINT = (
    "2 / fan_in is the variance of the weights; the generator wants the standard deviation. In a "
    "layer with 200 inputs, your weights are ten times too small."
)


def he_init(fan_in, fan_out, rng):
    return rng.normal(0, 2 / fan_in, (fan_in, fan_out))
