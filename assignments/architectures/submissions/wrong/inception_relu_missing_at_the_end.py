"""No ReLU after the last convolution of each branch."""

import torch

FAILS = ["inception"]
HINT = (
    "Your output has negative values: the last convolution of every branch is followed by a "
    "ReLU too, within the block."
)


class Inception(Inception):
    def forward(self, x):
        small = self.conv1x1(x)
        middle = self.conv3x3(torch.relu(self.reduce3x3(x)))
        large = self.conv5x5(torch.relu(self.reduce5x5(x)))
        pooled = self.pool_proj(self.pool(x))
        return torch.cat([small, middle, large, pooled], dim=1)
