"""The halves are added as if each counted fully: no factor 2."""

FAILS = ["relu_constant_variance"]
HINT = (
    "For slope 0 you get Xavier's value, as if nothing was lost in a ReLU. But z is negative half"
    " of the time, so each half of E[a^2] comes with a factor 1/2. The weights have to make up "
    "for it."
)


def relu_constant_variance(fan_in, negative_slope):
    return 1 / ((1 + negative_slope**2) * fan_in)
