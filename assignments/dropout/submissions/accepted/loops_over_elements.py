"""Plain loops, and Python's own generator for the layer; the network one unit at a time."""

import random

import numpy as np


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x, ("test",)
    generator = random.Random(dropout_param["seed"]) if "seed" in dropout_param else random
    p = dropout_param["p"]
    out, kept = np.zeros_like(x), np.zeros(x.shape, dtype=bool)
    for place in np.ndindex(*x.shape):
        if generator.random() < p:
            kept[place] = True
            out[place] = x[place] / p
    return out, ("train", kept, p)


def dropout_backward(dout, cache):
    if cache[0] == "test":
        return dout
    _, kept, p = cache
    dx = np.zeros_like(dout)
    for place in np.ndindex(*dout.shape):
        if kept[place]:
            dx[place] = dout[place] / p
    return dx


def one_layer(W, b, X, p, rng):
    """The layer unit by unit; without a generator, nothing is dropped."""
    H = np.zeros((len(W), X.shape[1]), X.dtype)
    for unit in range(len(W)):
        z = sum(weight * row for weight, row in zip(W[unit], X, strict=True)) + b[unit, 0]
        H[unit] = np.where(z > 0, z, 0)
        if rng is not None:
            H[unit, rng.random(X.shape[1]) >= p] = 0
            H[unit] /= p
    return H


def dropout_train(X, params, p, rng):
    H1 = one_layer(params["W1"], params["b1"], X, p, rng)
    H2 = one_layer(params["W2"], params["b2"], H1, p, rng)
    return params["W3"].dot(H2) + params["b3"]


def predict(X, params):
    return dropout_train(X, params, 1.0, None)


def mc_dropout_predict(forward, x, n_samples):
    outs = []
    for _ in range(n_samples):
        outs.append(forward(x))
    mean = sum(outs) / n_samples
    variance = sum((out - mean) ** 2 for out in outs) / n_samples
    return mean, np.sqrt(variance)
