"""The uniform form of Xavier, with the right variance."""

FAILS = ["xavier_init"]
HINT = (
    "You draw from the uniform distribution with Xavier's variance. It is a well-known form and "
    "trains just as well, but the sheet's definition is the normal one: W_ij ~ N(0, 1/D_a). Look "
    "at the tails: a few of your weights should be larger than any of them is."
)


def xavier_init(fan_in, fan_out, rng):
    bound = (3 / fan_in) ** 0.5
    return rng.uniform(-bound, bound, (fan_in, fan_out))
