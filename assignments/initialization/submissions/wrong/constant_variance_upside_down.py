"""fan_in, in place of 1 / fan_in."""

FAILS = ["constant_variance"]
HINT = (
    "Your weights grow with fan_in, so z_j would be a sum of more terms, each of them larger. Set"
    " the result of step 2 equal to input_variance, and solve for weight_variance: fan_in ends up"
    " below the line."
)


def constant_variance(fan_in):
    return fan_in
