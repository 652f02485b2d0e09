"""Normalizes by the running statistics while training."""

import torch
from torch import nn

FAILS = ["batchnorm_module"]
HINT = (
    "In training your batch does not come out with mean 0 and variance 1: it is normalized by the "
    "running statistics. They are only collected then. In training every batch is normalized by "
    "its own mean and its biased variance, in evaluation by the running ones."
)


class BatchNorm1d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, x):
        mean, variance = self.running_mean.clone(), self.running_var.clone()
        if self.training:
            with torch.no_grad():
                self.running_mean.lerp_(x.mean(dim=0), self.momentum)
                self.running_var.lerp_(x.var(dim=0), self.momentum)
                self.num_batches_tracked += 1
        x_hat = (x - mean) * torch.rsqrt(variance + self.eps)
        return self.weight * x_hat + self.bias
