"""4 / (fan_in + fan_out) as the variance."""

FAILS = ["he_init"]
HINT = (
    "You put the factor 2 on the two-sided form of Xavier. He et al. divide by the fan-in alone: "
    "one output is a sum of fan_in terms, and the ReLU below has halved E[a^2] in each of them. "
    "See step 5 with slope 0."
)


def he_init(fan_in, fan_out, rng):
    return rng.normal(0, 2 / (fan_in + fan_out) ** 0.5, (fan_in, fan_out))
