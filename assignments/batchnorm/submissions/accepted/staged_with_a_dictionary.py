"""Every node of the graph has a line and a cache entry; both backward passes walk the entries."""

import numpy as np


def batchnorm_forward(x, gamma, beta, bn_param):
    eps = bn_param.get("eps", 1e-5)
    momentum = bn_param.get("momentum", 0.9)
    features = x.shape[1]
    running_mean = bn_param.get("running_mean", np.zeros(features, dtype=x.dtype))
    running_var = bn_param.get("running_var", np.zeros(features, dtype=x.dtype))

    if bn_param["mode"] == "test":
        return gamma * (x - running_mean) / np.sqrt(running_var + eps) + beta, None

    step = {"gamma": gamma}
    step["mean"] = np.sum(x, axis=0) / x.shape[0]
    step["centered"] = x - step["mean"]
    step["squared"] = step["centered"] ** 2
    step["variance"] = np.sum(step["squared"], axis=0) / x.shape[0]
    step["root"] = np.sqrt(step["variance"] + eps)
    step["inverse"] = 1 / step["root"]
    step["normalized"] = step["centered"] * step["inverse"]
    out = gamma * step["normalized"] + beta

    bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * step["mean"]
    bn_param["running_var"] = momentum * running_var + (1 - momentum) * step["variance"]
    return out, step


def batchnorm_backward(dout, cache):
    samples = dout.shape[0]
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * cache["normalized"], axis=0)
    dnormalized = dout * cache["gamma"]

    dinverse = np.sum(dnormalized * cache["centered"], axis=0)
    dcentered = dnormalized * cache["inverse"]
    droot = -dinverse / cache["root"] ** 2
    dvariance = 0.5 * droot / cache["root"]
    dsquared = dvariance / samples * np.ones_like(dout)
    dcentered += 2 * cache["centered"] * dsquared

    dx = dcentered
    dmean = -np.sum(dcentered, axis=0)
    dx = dx + dmean / samples * np.ones_like(dout)
    return dx, dgamma, dbeta


def batchnorm_backward_alt(dout, cache):
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * cache["normalized"], axis=0)
    samples = dout.shape[0]
    dx = samples * dout - dbeta - cache["normalized"] * dgamma
    dx = dx * cache["gamma"] * cache["inverse"] / samples
    return dx, dgamma, dbeta
