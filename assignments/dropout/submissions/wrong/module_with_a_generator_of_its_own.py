"""A torch.Generator made in __init__, seeded by the system."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "torch.manual_seed does not repeat your masks, because you draw them from a generator of your "
    "own. Draw from torch's default generator, which is what the functions use if they are given "
    "none."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p
        self.generator = torch.Generator()
        self.generator.seed()

    def forward(self, x):
        if not self.training:
            return x
        draws = torch.rand(x.shape, generator=self.generator, dtype=x.dtype)
        return x * (draws.to(x.device) < self.p) / self.p
