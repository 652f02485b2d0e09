"""Zeros around the image before the maximum is taken."""

import torch
import torch.nn.functional as F

FAILS = ["inception"]
HINT = (
    "Your pooling branch is wrong along the border: you pad with zeros before you take the "
    "maximum, and where all pixels are negative a zero wins. A maximum has to be padded with "
    "minus infinity, as nn.MaxPool2d(..., padding=1) does."
)


class Inception(Inception):
    def forward(self, x):
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(torch.relu(self.reduce3x3(x))))
        large = torch.relu(self.conv5x5(torch.relu(self.reduce5x5(x))))
        pooled = torch.relu(self.pool_proj(F.max_pool2d(F.pad(x, (1, 1, 1, 1)), 3, 1)))
        return torch.cat([small, middle, large, pooled], dim=1)
