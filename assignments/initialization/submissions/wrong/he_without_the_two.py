"""1 / fan_in: Xavier."""

FAILS = ["he_init"]
HINT = (
    "This is Xavier. Behind a ReLU only half of E[z^2] arrives, so the variance halves in every "
    "layer, and after ten layers a thousandth is left. He initialization makes up for it with a "
    "factor of 2 in the variance."
)


def he_init(fan_in, fan_out, rng):
    return rng.normal(0, fan_in**-0.5, (fan_in, fan_out))
