"""torch's own Xavier: 2 / (fan_in + fan_out)."""

from torch import nn

FAILS = ["xavier_normal_"]
HINT = (
    "You call torch's own Xavier initialization, which divides by the mean of fan_in and fan_out."
    " The sheet's definition is N(0, 1/D_a), the fan-in alone. Its docstring and that of this "
    "function give both formulas."
)


def xavier_normal_(weight, generator=None):
    return nn.init.xavier_normal_(weight, generator=generator)
