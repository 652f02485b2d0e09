"""A ReLU on the block's input."""

import torch

FAILS = ["inception"]
HINT = (
    "You apply a ReLU to the input of the block. Within GoogLeNet this changes nothing, as the "
    "layer before has had its own; but the block takes its input as it is, negative values "
    "included."
)


class Inception(Inception):
    def forward(self, x):
        x = torch.relu(x)
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(torch.relu(self.reduce3x3(x))))
        large = torch.relu(self.conv5x5(torch.relu(self.reduce5x5(x))))
        pooled = torch.relu(self.pool_proj(self.pool(x)))
        return torch.cat([small, middle, large, pooled], dim=1)
