"""The NumPy questions worked out with torch operations and einsum, and handed back as arrays."""

import torch

FAILS = [
    "batchnorm_forward",
    "batchnorm_backward",
    "batchnorm_backward_alt",
    "spatial_batchnorm_forward",
    "spatial_batchnorm_backward",
]
HINT = (
    "The formulas are right, but these questions are to be solved with NumPy alone, and torch is "
    "out of reach while they are graded. Each of torch's functions that you call here has a "
    "counterpart in NumPy, most of them of the same name; torch has its own questions further down."
)


def batchnorm_forward(x, gamma, beta, bn_param):
    rows, scale, shift = torch.tensor(x), torch.tensor(gamma), torch.tensor(beta)
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = torch.as_tensor(bn_param.get("running_mean", 0 * gamma))
    running_var = torch.as_tensor(bn_param.get("running_var", 0 * gamma))
    if bn_param["mode"] == "train":
        variance, mean = torch.var_mean(rows, dim=0, correction=0)
        bn_param["running_mean"] = torch.lerp(mean, running_mean, momentum).numpy()
        bn_param["running_var"] = torch.lerp(variance, running_var, momentum).numpy()
    else:
        variance, mean = running_var, running_mean
    inverse = torch.rsqrt(variance + eps)
    x_hat = (rows - mean) * inverse
    return torch.addcmul(shift, x_hat, scale).numpy(), (x_hat, inverse, scale)


def batchnorm_backward(dout, cache):
    x_hat, inverse, gamma = cache
    upstream = torch.tensor(dout)
    dgamma = torch.einsum("nd,nd->d", upstream, x_hat)
    dbeta = upstream.sum(0)
    dx_hat = upstream * gamma
    through_variance = -x_hat * (dx_hat * x_hat).mean(0)
    through_mean = -dx_hat.mean(0)
    dx = inverse * (dx_hat + through_variance + through_mean)
    return dx.numpy(), dgamma.numpy(), dbeta.numpy()


def batchnorm_backward_alt(dout, cache):
    """Feature by feature: the Jacobians of all features at once, (D, N, N)."""
    x_hat, inverse, gamma = cache
    n = len(x_hat)
    columns = x_hat.T
    same = torch.eye(n, dtype=x_hat.dtype)
    jacobian = same - 1 / n - columns[:, :, None] * columns[:, None, :] / n
    upstream = torch.tensor(dout)
    dx = torch.einsum("dij,jd->id", jacobian, upstream) * gamma * inverse
    return dx.numpy(), (upstream * x_hat).sum(0).numpy(), upstream.sum(0).numpy()
