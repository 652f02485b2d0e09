"""Collects the outputs in float64."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "For float32 outputs your results are float64: np.zeros and its like make float64 arrays "
    "unless they are told otherwise. Let the dtype follow that of the outputs."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack([forward(x) for _ in range(n_samples)]).astype(np.float64)
    return outs.mean(axis=0), outs.std(axis=0)
