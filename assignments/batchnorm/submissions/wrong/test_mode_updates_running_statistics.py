"""Goes on averaging in test mode."""

import numpy as np

FAILS = ["batchnorm_forward", "spatial_batchnorm_forward"]
HINT = (
    "Your output in test mode is right, but afterwards bn_param is not what it was. Test mode "
    "only reads the running statistics: if every evaluation moved them, the model would change "
    "while it is being measured."
)


def batchnorm_forward(x, gamma, beta, bn_param):
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros_like(gamma))
    running_var = bn_param.get("running_var", np.zeros_like(gamma))
    if bn_param["mode"] == "train":
        mean, variance = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * variance
    else:
        mean, variance = running_mean, running_var
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * x.mean(axis=0)
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * x.var(axis=0)
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
