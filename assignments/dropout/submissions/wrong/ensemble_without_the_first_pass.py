"""One more call, whose output is thrown away."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "You call forward once more than you use, perhaps to learn the shape of its output. A pass "
    "may be expensive: call it exactly n_samples times, and use every output."
)


def mc_dropout_predict(forward, x, n_samples):
    shape = forward(x).shape
    outs = np.empty((n_samples, *shape), x.dtype)
    for i in range(n_samples):
        outs[i] = forward(x)
    return outs.mean(axis=0), outs.std(axis=0)
