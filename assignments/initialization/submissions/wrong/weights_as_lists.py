"""Lists of lists of numbers."""

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "You return lists of numbers. Matrix products, transposes and shapes all want a NumPy array; "
    "the generator makes one at once when it is given a shape."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return [[rng.normal(0, std) for _ in range(fan_out)] for _ in range(fan_in)]
