"""float32 weights."""

import numpy as np

FAILS = ["gaussian_init", "xavier_init", "he_init"]
HINT = (
    "Your weights are float32, with only 7 digits. The docstring asks for float64, which is what "
    "NumPy's generator gives by itself: nothing needs to be converted."
)


def gaussian_init(fan_in, fan_out, std, rng):
    return rng.normal(0, std, (fan_in, fan_out)).astype(np.float32)
