"""Every matrix is shifted and scaled to have exactly the mean 0 and the spread std."""

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "You shift and scale each matrix so that its own mean and spread are exact. Then its weights "
    "are not independent: with two weights, one would always be the negative of the other. mean "
    "and std describe the distribution from which each weight is drawn by itself."
)


def gaussian_init(fan_in, fan_out, std, rng):
    weights = rng.normal(0, 1, (fan_in, fan_out))
    weights -= weights.mean()
    return std * weights / weights.std()
