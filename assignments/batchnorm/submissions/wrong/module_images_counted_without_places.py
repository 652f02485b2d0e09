"""running_var of images corrected by N / (N - 1)."""

import torch

FAILS = ["batchnorm_module"]
HINT = (
    "For images, your running variance is a little too large. It is unbiased when the sum of "
    "squares is divided by the number of values minus one, and a channel has N * H * W values in "
    "a batch, not N. The fewer images there are, the more it shows."
)


class BatchNorm2d(BatchNorm1d):
    def forward(self, x):
        axes = (0, 2, 3)
        mean, variance = self.running_mean, self.running_var
        if self.training:
            mean, variance = x.mean(dim=axes), x.var(dim=axes, correction=0)
            n = len(x)
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(variance * n / (n - 1), self.momentum)
                self.num_batches_tracked += 1
        scale = torch.rsqrt(variance + self.eps)
        x_hat = (x - mean[:, None, None]) * scale[:, None, None]
        return self.weight[:, None, None] * x_hat + self.bias[:, None, None]
