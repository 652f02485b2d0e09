"""BatchNorm2d with statistics of each image."""

import torch

FAILS = ["batchnorm_module"]
HINT = (
    "For (N, D) your module is right. For images you normalize each one by its own statistics: "
    "that is instance normalization. All images of a batch share one mean and one variance for "
    "each channel, over N, H and W together."
)


class BatchNorm2d(BatchNorm1d):
    def forward(self, x):
        if not self.training:
            scale = self.weight * torch.rsqrt(self.running_var + self.eps)
            shift = self.bias - self.running_mean * scale
            return x * scale[:, None, None] + shift[:, None, None]
        mean = x.mean(dim=(2, 3), keepdim=True)
        variance = x.var(dim=(2, 3), correction=0, keepdim=True)
        with torch.no_grad():
            self.running_mean.lerp_(x.mean(dim=(0, 2, 3)), self.momentum)
            self.running_var.lerp_(x.var(dim=(0, 2, 3)), self.momentum)
            self.num_batches_tracked += 1
        x_hat = (x - mean) * torch.rsqrt(variance + self.eps)
        return self.weight[:, None, None] * x_hat + self.bias[:, None, None]
