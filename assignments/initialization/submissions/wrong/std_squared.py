"""The generator gets the variance, std squared."""

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "You hand the generator std squared. On paper a normal distribution is written N(mean, "
    "variance), but the argument of NumPy's generator is called scale, and is a standard "
    "deviation. Read what its documentation says about it."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return rng.normal(0, std**2, (fan_in, fan_out))
