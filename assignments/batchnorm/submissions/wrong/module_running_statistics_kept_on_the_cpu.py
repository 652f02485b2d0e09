"""The running statistics are fetched to the CPU after each update."""

import torch
from torch import nn

FAILS = ["batchnorm_module"]
DEVICES = ["cuda"]
HINT = (
    "After a step in training your running statistics lie on the CPU, whatever device the module "
    "is on. So its state is spread over two devices, the next evaluation fails, and each step "
    "waits for a transfer. Buffers stay where the module is: it is moved as a whole, by whoever "
    "uses it, and an update changes values, never the place."
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
            self.running_mean = self.running_mean.cpu().lerp(mean.detach().cpu(), self.momentum)
            unbiased = x.detach().var(dim=0).cpu()
            self.running_var = self.running_var.cpu().lerp(unbiased, self.momentum)
            self.num_batches_tracked += 1
        x_hat = (x - mean) * torch.rsqrt(variance + self.eps)
        return self.weight * x_hat + self.bias


class BatchNorm2d(BatchNorm1d):
    def forward(self, x):
        n, c, h, w = x.shape
        rows = super().forward(x.permute(0, 2, 3, 1).reshape(-1, c))
        return rows.reshape(n, h, w, c).permute(0, 3, 1, 2)
