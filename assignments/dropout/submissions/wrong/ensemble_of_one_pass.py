"""One output, repeated n times."""

import numpy as np

FAILS = ["mc_dropout_predict"]
HINT = (
    "You call forward once and repeat its output, so that the members all agree and the spread is "
    "0. Every call of forward draws new masks: it takes n_samples calls to have an ensemble."
)


def mc_dropout_predict(forward, x, n_samples):
    outs = np.stack(n_samples * [forward(x)])
    return outs.mean(axis=0), outs.std(axis=0)
