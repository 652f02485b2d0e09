"""The uniform form of He, with the right variance."""

FAILS = ["he_init"]
HINT = (
    "You draw from the uniform distribution with He's variance, which some libraries offer as "
    "well. Here a normal distribution is asked for. Look at the tails: a few of your weights "
    "should be larger than any of them is."
)


def he_init(fan_in, fan_out, rng):
    bound = (6 / fan_in) ** 0.5
    return rng.uniform(-bound, bound, (fan_in, fan_out))
