"""eps is kept as a tensor that the module doesn't know of."""

import torch
from torch import nn

FAILS = ["batchnorm_module"]
DEVICES = ["cuda"]
HINT = (
    "Your module keeps a tensor as a plain attribute. When a module is moved to a GPU, torch "
    "moves its parameters and its registered buffers, and nothing else: this tensor stays behind "
    "on the CPU, and the next forward pass combines two devices. A constant may stay a number. A "
    "tensor that belongs to the module has to be registered with it."
)


class BatchNorm1d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.momentum = momentum
        self.eps = torch.full((num_features,), eps, dtype=torch.float64)
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
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(x.var(dim=0), self.momentum)
                self.num_batches_tracked += 1
        x_hat = (x - mean) * torch.rsqrt(variance + self.eps.to(x.dtype))
        return self.weight * x_hat + self.bias


class BatchNorm2d(BatchNorm1d):
    def forward(self, x):
        n, c, h, w = x.shape
        rows = super().forward(x.permute(0, 2, 3, 1).reshape(-1, c))
        return rows.reshape(n, h, w, c).permute(0, 3, 1, 2)
