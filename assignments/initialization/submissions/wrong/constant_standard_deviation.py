"""1 / sqrt(fan_in), the standard deviation."""

FAILS = ["constant_variance"]
HINT = (
    "You return the standard deviation of Xavier's weights; the variance is asked for. It is the "
    "condition of step 2, fan_in times the weight variance equals 1, solved for the weight "
    "variance. No root comes in."
)


def constant_variance(fan_in):
    return fan_in**-0.5
