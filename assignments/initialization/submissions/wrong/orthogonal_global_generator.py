"""np.random in place of rng."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Your weights come from NumPy's global generator, so the seed of rng has no effect on them, "
    "and no run can be repeated. Draw from the generator you are given."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, r = np.linalg.qr(np.random.randn(max(fan_in, fan_out), min(fan_in, fan_out)))
    q = q * np.sign(np.diag(r))
    return q if fan_in >= fan_out else q.T
