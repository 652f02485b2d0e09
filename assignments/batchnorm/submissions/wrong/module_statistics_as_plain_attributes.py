"""Running statistics that are no buffers."""

import torch
from torch import nn

FAILS = ["batchnorm_module"]
HINT = (
    "Your running statistics are ordinary attributes of the module. They are missing in its state "
    "dict, so saving and loading the model loses them, and .to(device) leaves them behind. "
    "Tensors that belong to the state but are not trained are registered as buffers."
)


class BatchNorm1d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.running_mean = torch.zeros(num_features)
        self.running_var = torch.ones(num_features)
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, x):
        mean, variance = self.running_mean.to(x), self.running_var.to(x)
        if self.training:
            mean, variance = x.mean(dim=0), x.var(dim=0, correction=0)
            with torch.no_grad():
                self.running_mean = torch.lerp(self.running_mean.to(x), mean, self.momentum)
                self.running_var = torch.lerp(self.running_var.to(x), x.var(dim=0), self.momentum)
                self.num_batches_tracked += 1
        x_hat = (x - mean) * torch.rsqrt(variance + self.eps)
        return self.weight * x_hat + self.bias
