"""The network calls the dropout layer, with seeds drawn from rng; its rows are samples inside."""

import numpy as np


def run(X, params, options):
    rows = X.T
    for layer, option in zip((1, 2), options, strict=True):
        rows = rows @ params[f"W{layer}"].T + params[f"b{layer}"].T
        rows[rows < 0] = 0
        rows, _ = dropout_forward(rows, option)
    return (rows @ params["W3"].T + params["b3"].T).T


def dropout_train(X, params, p, rng):
    seeds = rng.integers(0, 2**32, size=2)
    return run(X, params, [{"mode": "train", "p": p, "seed": seed} for seed in seeds])


def predict(X, params):
    return run(X, params, 2 * [{"mode": "test", "p": 1.0}])


def mc_dropout_predict(forward, x, n_samples):
    """Welford's recurrence: no output is kept."""
    mean = forward(x)
    squares = np.zeros_like(mean)
    for count in range(2, n_samples + 1):
        out = forward(x)
        step = out - mean
        mean = mean + step / count
        squares = squares + step * (out - mean)
    return mean, (squares / n_samples) ** 0.5
