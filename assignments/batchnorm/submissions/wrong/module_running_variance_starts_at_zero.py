"""A new module's running variance is 0, as in batchnorm_forward."""

import torch

FAILS = ["batchnorm_module"]
HINT = (
    "Look at the state dict of a new module: running_var starts at zeros, where torch starts it at "
    "ones. A module that is evaluated before it has seen a batch then divides by almost nothing, "
    "where it should leave its input as it is. The docstring of BatchNorm1d names the value each "
    "entry has at first."
)


class BatchNorm1d(BatchNorm1d):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__(num_features, eps, momentum)
        self.running_var = torch.zeros(num_features)


class BatchNorm2d(BatchNorm1d):
    def forward(self, x):
        n, c, h, w = x.shape
        rows = super().forward(x.permute(0, 2, 3, 1).reshape(-1, c))
        return rows.reshape(n, h, w, c).permute(0, 3, 1, 2)
