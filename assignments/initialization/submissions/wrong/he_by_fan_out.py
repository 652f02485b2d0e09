"""2 / fan_out as the variance."""

FAILS = ["he_init"]
HINT = (
    "You divide by the number of outputs. Going forward, one output is a sum of fan_in terms. "
    "(Dividing by fan_out keeps the gradients instead; He et al. discuss both, and here it is the"
    " forward form.)"
)


def he_init(fan_in, fan_out, rng):
    return rng.normal(0, (2 / fan_out) ** 0.5, (fan_in, fan_out))
