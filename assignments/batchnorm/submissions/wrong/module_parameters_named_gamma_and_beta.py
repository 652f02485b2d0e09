"""The parameters are called gamma and beta."""

import torch
from torch import nn

FAILS = ["batchnorm_module"]
HINT = (
    "Your module calls its parameters gamma and beta, as the paper does. torch calls them weight "
    "and bias, and the names are what a state dict is loaded by: a checkpoint of torch's own "
    "module finds no place for its values in yours."
)


class BatchNorm1d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.gamma = nn.Parameter(torch.ones(num_features))
        self.beta = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, x):
        mean, variance = self.running_mean, self.running_var
        if self.training:
            mean, variance = x.mean(dim=0), x.var(dim=0, correction=0)
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(x.var(dim=0), self.momentum)
                self.num_batches_tracked += 1
        x_hat = (x - mean) * torch.rsqrt(variance + self.eps)
        return self.gamma * x_hat + self.beta
