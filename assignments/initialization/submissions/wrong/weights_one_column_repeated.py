"""One column is drawn, and every unit of the layer gets it."""

import numpy as np

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "All columns of your matrix are the same. Then all units of the layer compute the same "
    "number, get the same gradient, and stay alike forever: breaking this symmetry is why weights"
    " are random at all. Each of the fan_in times fan_out weights needs a draw of its own."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return np.repeat(rng.normal(0, std, (fan_in, 1)), fan_out, axis=1)
