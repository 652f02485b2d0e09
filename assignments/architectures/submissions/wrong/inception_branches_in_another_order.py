"""The pooling branch before the others."""

import torch

FAILS = ["inception"]
HINT = (
    "Your output has the right channels in another order. Branches are concatenated as the "
    "table lists them: 1 x 1, 3 x 3, 5 x 5, pooling. The next layer's weights rely on it."
)


class Inception(Inception):
    def forward(self, x):
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(torch.relu(self.reduce3x3(x))))
        large = torch.relu(self.conv5x5(torch.relu(self.reduce5x5(x))))
        pooled = torch.relu(self.pool_proj(self.pool(x)))
        return torch.cat([pooled, small, middle, large], dim=1)
