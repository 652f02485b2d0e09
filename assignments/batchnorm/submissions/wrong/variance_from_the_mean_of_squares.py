"""E[x^2] - E[x]^2, which loses its digits where the mean is large."""

import numpy as np

FAILS = ["batchnorm_forward"]
HINT = (
    "On paper your formula is right; in floating point it subtracts two huge, nearly equal "
    "numbers where the mean is large, and hardly a digit of the variance is left. Subtract the "
    "mean first, then square: the second formula at the top of the file."
)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros_like(gamma))
    running_var = bn_param.get("running_var", np.zeros_like(gamma))
    if bn_param["mode"] == "train":
        mean, variance = x.mean(axis=0), abs((x * x).mean(axis=0) - x.mean(axis=0) ** 2)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * variance
    else:
        mean, variance = running_mean, running_var
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
