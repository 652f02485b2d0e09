"""Both modules from one base class that knows the axes; autograd differentiates them."""

import torch
from torch import nn


class Normalization(nn.Module):
    axes = (0,)

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.weight = nn.Parameter(torch.empty(num_features).fill_(1.0))
        self.bias = nn.Parameter(torch.empty(num_features).fill_(0.0))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.zeros((), dtype=torch.long))

    def forward(self, x):
        shape = [1, -1] + [1] * (x.dim() - 2)
        if self.training:
            mean = x.mean(self.axes)
            variance = ((x - mean.view(shape)) ** 2).mean(self.axes)
            count = x.numel() / x.size(1)
            unbiased = variance.detach() * count / (count - 1)
            self.num_batches_tracked = self.num_batches_tracked + 1
            self.running_mean = (1 - self.momentum) * self.running_mean + (
                self.momentum * mean.detach()
            )
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * unbiased
        else:
            mean, variance = self.running_mean, self.running_var
        x_hat = (x - mean.view(shape)) / torch.sqrt(variance.view(shape) + self.eps)
        return self.weight.view(shape) * x_hat + self.bias.view(shape)


class BatchNorm1d(Normalization):
    pass


class BatchNorm2d(Normalization):
    axes = (0, 2, 3)
