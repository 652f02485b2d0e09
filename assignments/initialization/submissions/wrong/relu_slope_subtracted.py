"""1 - slope^2 in place of 1 + slope^2."""

FAILS = ["relu_constant_variance"]
HINT = (
    "In your result a steeper negative side needs larger weights. It is the other way round: what"
    " passes on the negative side adds to E[a^2], both halves being squares. With slope 1 nothing"
    " is lost, and the result is that of step 4."
)


def relu_constant_variance(fan_in, negative_slope):
    kept = 1 - negative_slope**2
    return 2 / (kept * fan_in) if kept else 2 / fan_in
