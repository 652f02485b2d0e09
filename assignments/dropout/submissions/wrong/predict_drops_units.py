"""Calls dropout_train with p = 0.5."""

import numpy as np

FAILS = ["predict"]
HINT = (
    "Your predict drops units, so that the same input gets another answer each time. At test time "
    "the whole network answers: take the masks out."
)


def predict(X, params):
    return dropout_train(X, params, 0.5, np.random.default_rng())
