"""BatchNorm2d stands alone beside BatchNorm1d; both share a function that takes (D, samples)."""

import torch
from torch import nn
from torch.nn import Parameter


def step(module, columns):
    """Normalize (D, samples), each row by itself, and update the module in training."""
    if module.training:
        mean, variance = columns.mean(1), columns.var(1, unbiased=False)
        with torch.no_grad():
            samples = columns.shape[1]
            module.num_batches_tracked.add_(1)
            module.running_mean.mul_(1 - module.momentum).add_(module.momentum * mean)
            module.running_var.mul_(1 - module.momentum)
            module.running_var.add_(variance * (module.momentum * samples / (samples - 1)))
    else:
        mean, variance = module.running_mean, module.running_var
    slope = module.weight / (variance + module.eps).sqrt()
    return columns * slope[:, None] + (module.bias - mean * slope)[:, None]


def set_up(module, num_features, eps, momentum):
    module.eps, module.momentum = eps, momentum
    module.weight, module.bias = (
        Parameter(torch.ones(num_features)),
        Parameter(torch.zeros(num_features)),
    )
    for name, value in (("running_mean", 0.0), ("running_var", 1.0)):
        module.register_buffer(name, torch.full((num_features,), value))
    module.register_buffer("num_batches_tracked", torch.tensor(0, dtype=torch.int64))


class BatchNorm1d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        set_up(self, num_features, eps, momentum)

    def forward(self, x):
        return step(self, x.T).T


class BatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        set_up(self, num_features, eps, momentum)

    def forward(self, x):
        by_channel = x.transpose(0, 1)
        return step(self, by_channel.flatten(1)).view(by_channel.shape).transpose(0, 1)
