"""A RandomState that draws from the binomial distribution; np.where instead of a product."""

import numpy as np


def dropout_forward(x, dropout_param):
    if dropout_param["mode"] == "test":
        return x.copy(), {"kept": np.ones(x.shape, bool), "p": 1.0}
    p, seed = dropout_param["p"], dropout_param.get("seed", None)
    generator = np.random if seed is None else np.random.RandomState(seed)
    kept = generator.binomial(1, p, size=x.shape).astype(bool)
    return np.where(kept, x / p, np.zeros_like(x)), {"kept": kept, "p": p}


def dropout_backward(dout, cache):
    return np.where(cache["kept"], dout / cache["p"], 0)


def dropout_train(X, params, p, rng):
    H1 = np.maximum(0, np.dot(params["W1"], X) + params["b1"])
    H1 = np.where(rng.binomial(1, p, H1.shape), H1 / p, 0)
    H2 = np.maximum(0, np.dot(params["W2"], H1) + params["b2"])
    H2 = np.where(rng.binomial(1, p, H2.shape), H2 / p, 0)
    return np.dot(params["W3"], H2) + params["b3"]
