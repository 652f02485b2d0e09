"""Gaussian vectors, one after the other made orthogonal to those before it, and then normalized."""

import numpy as np


def orthogonal_init(fan_in, fan_out, rng):
    vectors = []
    length = max(fan_in, fan_out)
    while len(vectors) < min(fan_in, fan_out):
        v = rng.normal(size=length)
        for _ in range(2):  # the second round removes what rounding has left
            for u in vectors:
                v = v - (u @ v) * u
        vectors.append(v / np.linalg.norm(v))
    rows = np.array(vectors)
    return rows.T if fan_in >= fan_out else rows
