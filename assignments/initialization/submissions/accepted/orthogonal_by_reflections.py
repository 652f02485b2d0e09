"""A product of reflections in random directions, growing from the last axis to the first."""

import numpy as np


def orthogonal_init(fan_in, fan_out, rng):
    n = max(fan_in, fan_out)
    q = np.eye(n)
    q[-1, -1] = rng.choice([-1.0, 1.0])
    for first in range(n - 2, -1, -1):
        v = rng.normal(size=n - first)
        target = v / np.linalg.norm(v)
        mirror = target.copy()
        mirror[0] -= 1
        mirror /= np.linalg.norm(mirror)
        q[first:] -= 2 * np.outer(mirror, mirror @ q[first:])
    return np.array(q[:fan_in, :fan_out])
