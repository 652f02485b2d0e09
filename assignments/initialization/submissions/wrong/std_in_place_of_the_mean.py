"""std is given as the first argument, the mean."""

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "The weights scatter around std instead of around 0. The first number that the generator's "
    "normal takes is the mean, the second the standard deviation. With a mean other than 0, all "
    "units of a layer start out alike."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return rng.normal(std, size=(fan_in, fan_out))
