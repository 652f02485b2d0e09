"""Goes on averaging in evaluation."""

import torch
from torch import nn

FAILS = ["batchnorm_module"]
HINT = (
    "Your outputs are right, but a forward pass in evaluation changes the running statistics. "
    "Evaluating a model must not change it: they are updated, and batches are counted, in "
    "training only."
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
        mean, variance = mean.clone(), variance.clone()
        with torch.no_grad():
            self.running_mean.lerp_(x.mean(dim=0), self.momentum)
            self.running_var.lerp_(x.var(dim=0), self.momentum)
            self.num_batches_tracked += 1
        if self.training:
            mean, variance = x.mean(dim=0), x.var(dim=0, correction=0)
        x_hat = (x - mean) * torch.rsqrt(variance + self.eps)
        return self.weight * x_hat + self.bias
