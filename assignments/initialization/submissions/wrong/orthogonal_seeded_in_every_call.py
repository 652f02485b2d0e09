"""A new generator with a fixed seed: each call gives the same weights."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Every call of your function returns the same weights, since you make a generator with a "
    "fixed seed inside it. rng remembers where it stands: draw from it, and each call goes on "
    "where the last one ended."
)


def orthogonal_init(fan_in, fan_out, rng):
    rng = np.random.default_rng(0)
    q, r = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    q = q * np.sign(np.diag(r))
    return q if fan_in >= fan_out else q.T
