"""2 / fan_in as the variance."""

FAILS = ["xavier_init"]
HINT = (
    "The factor 2 is for layers whose inputs come from a ReLU: that is he_init. Xavier is derived"
    " for tanh near 0, which passes everything on. With your weights, the variance doubles in "
    "every layer until tanh saturates."
)


def xavier_init(fan_in, fan_out, rng):
    return rng.normal(0, (2 / fan_in) ** 0.5, (fan_in, fan_out))
