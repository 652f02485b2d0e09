"""No ReLU after the reducing convolutions."""

import torch

FAILS = ["inception"]
HINT = (
    "The ReLU after the two reducing 1 x 1 convolutions is missing. Every convolution of the "
    "block has one: without it, the reduction and the convolution behind it are one linear map."
)


class Inception(Inception):
    def forward(self, x):
        small = torch.relu(self.conv1x1(x))
        middle = torch.relu(self.conv3x3(self.reduce3x3(x)))
        large = torch.relu(self.conv5x5(self.reduce5x5(x)))
        pooled = torch.relu(self.pool_proj(self.pool(x)))
        return torch.cat([small, middle, large, pooled], dim=1)
