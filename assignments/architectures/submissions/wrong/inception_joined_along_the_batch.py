"""The branches joined along the batch."""

import torch

FAILS = ["inception"]
HINT = (
    "You join the branches along the batch: torch.cat takes axis 0 unless it is told otherwise. "
    "They are four descriptions of the same images, so they belong side by side as channels."
)


class Inception(Inception):
    def forward(self, x):
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(torch.relu(self.reduce3x3(x))))
        large = torch.relu(self.conv5x5(torch.relu(self.reduce5x5(x))))
        pooled = torch.relu(self.pool_proj(self.pool(x)))
        return torch.cat([small, middle, large, pooled])
