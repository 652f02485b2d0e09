"""The factor is 1/2, where it should be 2."""

FAILS = ["he_init"]
HINT = (
    "You divide by 2 where you should multiply. A ReLU throws half of E[z^2] away, so the weights"
    " must be larger than Xavier's to make up for it, not smaller."
)


def he_init(fan_in, fan_out, rng):
    return rng.normal(0, (0.5 / fan_in) ** 0.5, (fan_in, fan_out))
