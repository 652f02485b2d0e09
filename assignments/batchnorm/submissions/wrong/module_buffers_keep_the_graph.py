"""Running statistics that remember how they were computed."""

import torch
from torch import nn

FAILS = ["batchnorm_module"]
HINT = (
    "Your values are right, but the running statistics are part of autograd's graph: each one "
    "remembers the batch it came from, and through the one before it all earlier batches, so "
    "memory grows with every step. Nothing is ever differentiated through them; compute them "
    "outside of the graph."
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
        mean, variance = self.running_mean, self.running_var
        if self.training:
            mean, variance = x.mean(dim=0), x.var(dim=0, correction=0)
            self.running_mean = torch.lerp(self.running_mean, mean, self.momentum)
            self.running_var = torch.lerp(self.running_var, x.var(dim=0), self.momentum)
            self.num_batches_tracked += 1
        x_hat = (x - mean) * torch.rsqrt(variance + self.eps)
        return self.weight * x_hat + self.bias
