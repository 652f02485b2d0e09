"""No ReLU after pool_proj."""

import torch

FAILS = ["inception"]
HINT = (
    "The channels of the pooling branch have negative values: the ReLU after pool_proj is "
    "missing. It is a convolution like the others."
)


class Inception(Inception):
    def forward(self, x):
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(torch.relu(self.reduce3x3(x))))
        large = torch.relu(self.conv5x5(torch.relu(self.reduce5x5(x))))
        pooled = self.pool_proj(self.pool(x))
        return torch.cat([small, middle, large, pooled], dim=1)
