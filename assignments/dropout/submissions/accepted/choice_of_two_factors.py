"""Each element's factor, 0 or 1 / p, is chosen by name; all layers of the network in one loop."""

import numpy as np


def factors(generator, like, p):
    chosen = generator.choice([0.0, 1.0 / p], size=like.shape, p=[1 - p, p])
    return np.asarray(chosen, dtype=like.dtype)


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        mask = np.ones_like(x)
    else:
        seed = dropout_param.get("seed")
        mask = factors(np.random.default_rng(seed), x, dropout_param["p"])
    return x * mask, mask


def dropout_backward(dout, cache):
    return cache * dout


def dropout_train(X, params, p, rng):
    hidden = X
    for layer in (1, 2):
        hidden = params[f"W{layer}"] @ hidden + params[f"b{layer}"]
        hidden = hidden * factors(rng, hidden, p)  # a factor that is not negative may come first
        hidden = hidden.clip(min=0)
    return params["W3"] @ hidden + params["b3"]


def predict(X, params):
    hidden = X
    for layer in (1, 2, 3):
        hidden = params[f"W{layer}"] @ hidden + params[f"b{layer}"]
        if layer < 3:
            hidden = hidden * (hidden > 0)
    return hidden
