"""Gaussian weights with the variance 1 / fan_in."""

FAILS = ["orthogonal_init"]
HINT = (
    "These are Gaussian weights: their columns have the length 1 and are orthogonal only on "
    "average. In a product of many such matrices the singular values drift apart. Orthonormalize "
    "the columns, so that W^T W is the identity exactly."
)


def orthogonal_init(fan_in, fan_out, rng):
    return rng.normal(0, max(fan_in, fan_out) ** -0.5, (fan_in, fan_out))
