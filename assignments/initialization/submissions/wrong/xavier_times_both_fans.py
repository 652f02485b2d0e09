"""The variance 1 / (fan_in * fan_out)."""

FAILS = ["xavier_init"]
HINT = (
    "You divide by the number of all weights. One output is a sum over the inputs alone, fan_in "
    "terms: the other outputs have weights of their own, and don't add to it. Look at step 4 once"
    " more."
)


def xavier_init(fan_in, fan_out, rng):
    return rng.normal(0, (fan_in * fan_out) ** -0.5, (fan_in, fan_out))
