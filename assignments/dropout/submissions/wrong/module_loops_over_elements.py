"""A Python loop asks for every single draw."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your result is right, but a Python loop looks at the elements one by one. On a GPU each of "
    "these looks waits until the device has finished. Compare a whole tensor of draws with p at "
    "once, and let the comparison be the mask."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        draws = torch.rand_like(x).flatten()
        mask = [1 / self.p if draw < self.p else 0.0 for draw in draws]
        return x * torch.tensor(mask, dtype=x.dtype, device=x.device).reshape(x.shape)
