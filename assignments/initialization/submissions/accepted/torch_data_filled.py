"""weight.data is filled, the fan-in counted by a product of sizes."""

import math


def xavier_normal_(weight, generator=None):
    fan_in = math.prod(weight.shape[1:])
    weight.data.normal_(mean=0.0, std=1 / math.sqrt(fan_in), generator=generator)
    return weight
