"""The branches added up."""

import torch

FAILS = ["inception"]
HINT = (
    "You add the branches up. That is ResNet's way; here each branch keeps its own channels, "
    "and they are concatenated."
)


class Inception(Inception):
    def forward(self, x):
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(torch.relu(self.reduce3x3(x))))
        large = torch.relu(self.conv5x5(torch.relu(self.reduce5x5(x))))
        pooled = torch.relu(self.pool_proj(self.pool(x)))
        return small + middle + large + pooled
