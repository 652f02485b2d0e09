"""Twice Xavier's standard deviation: the variance is 4 / fan_in."""

FAILS = ["he_init"]
HINT = (
    "You double the standard deviation, which makes the variance four times as large. The factor "
    "2 of He belongs to the variance. What does the standard deviation have to be multiplied by, "
    "for the variance to double?"
)


def he_init(fan_in, fan_out, rng):
    return rng.normal(0, 2 / fan_in**0.5, (fan_in, fan_out))
