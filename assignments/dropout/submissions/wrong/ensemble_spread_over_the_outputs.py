"""The spread over the last axis."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "Your mean is right, but the spread goes over the outputs of one pass instead of over the "
    "passes of one output. Both have to use the same axis: that which counts the passes."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return outs.mean(axis=0), np.broadcast_to(
        outs.std(axis=-1).mean(axis=0)[..., None], outs[0].shape
    ).copy()
