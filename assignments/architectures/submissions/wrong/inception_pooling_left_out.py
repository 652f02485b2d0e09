"""pool_proj on the input itself."""

import torch

FAILS = ["inception"]
HINT = (
    "The maximum of your fourth branch is missing: pool_proj gets the block's input. It would "
    "be a second 1 x 1 branch, and nothing in the shapes tells."
)


class Inception(Inception):
    def forward(self, x):
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(torch.relu(self.reduce3x3(x))))
        large = torch.relu(self.conv5x5(torch.relu(self.reduce5x5(x))))
        pooled = torch.relu(self.pool_proj(x))
        return torch.cat([small, middle, large, pooled], dim=1)
