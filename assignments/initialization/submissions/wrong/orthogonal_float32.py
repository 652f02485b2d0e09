"""float32 weights."""

import numpy as np

FAILS = ["orthogonal_init"]
HINT = (
    "Your weights are float32, and so orthonormal to 7 digits only. The docstring asks for "
    "float64, which NumPy gives by itself."
)


def orthogonal_init(fan_in, fan_out, rng):
    q, r = np.linalg.qr(rng.standard_normal((max(fan_in, fan_out), min(fan_in, fan_out))))
    q = q * np.sign(np.diag(r))
    return (q if fan_in >= fan_out else q.T).astype(np.float32)
