"""What is dropped is found by uniform draws and set to 0 by a bool index; dout is overwritten."""

import numpy as np


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] != "train":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    dropped = rng.uniform(size=x.shape) >= p
    out = x / p
    out[dropped] = 0
    return out, (dropped, p)


def dropout_backward(dout, cache):
    if cache is not None:
        dropped, p = cache
        dout /= p
        dout[dropped] = 0
    return dout


def dropout_train(X, params, p, rng):
    M1, M2 = len(params["W1"]), len(params["W2"])
    dropped = rng.uniform(0.0, 1.0, (M1 + M2, X.shape[1])) < 1 - p
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1[dropped[:M1]] = 0
    H2 = np.maximum(0, params["W2"] @ (H1 / p) + params["b2"])
    H2[dropped[M1:]] = 0
    return params["W3"] @ (H2 / p) + params["b3"]


def predict(X, params):
    return dropout_train(X, params, 1.0, np.random.default_rng())
