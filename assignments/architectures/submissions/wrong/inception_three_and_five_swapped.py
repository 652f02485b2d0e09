"""The 5 x 5 branch before the 3 x 3 one."""

import torch

FAILS = ["inception"]
HINT = (
    "The 3 x 3 and the 5 x 5 branch have changed places in your output. The order is that of "
    "the table: 1 x 1, 3 x 3, 5 x 5, pooling."
)


class Inception(Inception):
    def forward(self, x):
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(torch.relu(self.reduce3x3(x))))
        large = torch.relu(self.conv5x5(torch.relu(self.reduce5x5(x))))
        pooled = torch.relu(self.pool_proj(self.pool(x)))
        return torch.cat([small, large, middle, pooled], dim=1)
