"""pool_proj before the pooling."""

import torch

FAILS = ["inception"]
HINT = (
    "You project first and pool afterwards. A maximum over pixels and a weighted sum over "
    "channels can't change places: pool the input, then project."
)


class Inception(Inception):
    def forward(self, x):
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(torch.relu(self.reduce3x3(x))))
        large = torch.relu(self.conv5x5(torch.relu(self.reduce5x5(x))))
        pooled = torch.relu(self.pool(self.pool_proj(x)))
        return torch.cat([small, middle, large, pooled], dim=1)
