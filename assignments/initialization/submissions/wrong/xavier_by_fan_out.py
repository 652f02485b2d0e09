"""1 / fan_out as the variance."""

FAILS = ["xavier_init"]
HINT = (
    "You divide by the number of outputs. What has to be kept in bounds is the sum that makes up "
    "one output, and it has fan_in terms. fan_out is the right number for gradients on their way "
    "back, which is where the two-sided form of Xavier comes from."
)


def xavier_init(fan_in, fan_out, rng):
    return rng.normal(0, fan_out**-0.5, (fan_in, fan_out))
