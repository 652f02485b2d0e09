"""The mask is drawn on the device of x, by the generator of the CPU."""

import torch
from torch import nn

FAILS = ["dropout_module"]
DEVICES = ["cuda"]
HINT = (
    "Your mask lies on the device of x, but you name the generator that is to draw it, and that "
    "is the CPU's. Each device has random numbers of its own, and torch refuses the generator of "
    "another. Without naming one, the generator of the right device is taken, and seeding torch "
    "seeds it as well."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        draws = torch.rand(
            x.shape, generator=torch.default_generator, dtype=x.dtype, device=x.device
        )
        return x * (draws < self.p) / self.p
