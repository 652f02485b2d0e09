"""The root of the variance."""

FAILS = ["relu_constant_variance"]
HINT = (
    "You return the standard deviation of the weights; their variance is asked for. It solves: "
    "fan_in times weight variance times E[a^2] equals Var(z) of the layer below. No root comes "
    "in."
)


def relu_constant_variance(fan_in, negative_slope):
    return (2 / ((1 + negative_slope**2) * fan_in)) ** 0.5
