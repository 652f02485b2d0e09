"""momentum is the share that is kept, as in batchnorm_forward."""

import torch
from torch import nn

FAILS = ["batchnorm_module"]
HINT = (
    "Your running statistics move too fast or too slowly: in torch, momentum is the weight of the "
    "new batch, while in batchnorm_forward it was the share that is kept. The formula stands in "
    "the docstring of BatchNorm1d; torch's usual 0.1 and the other convention's 0.9 mean the "
    "same."
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
            with torch.no_grad():
                self.running_mean.lerp_(mean, 1 - self.momentum)
                self.running_var.lerp_(x.var(dim=0), 1 - self.momentum)
                self.num_batches_tracked += 1
        x_hat = (x - mean) * torch.rsqrt(variance + self.eps)
        return self.weight * x_hat + self.bias
