"""forward makes the device of x the default of all of torch."""

import torch
from torch import nn

FAILS = ["dropout_module"]
DEVICES = ["cuda"]
HINT = (
    "Your layer changes the device on which all of torch makes new tensors, from its first pass "
    "on and for the whole program: data that is loaded next, or another model, lands on the GPU "
    "without anyone having asked. A layer leaves alone what is not its own. Tell the one tensor "
    "that you make where it has to lie."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        torch.set_default_device(x.device)
        mask = torch.rand(x.shape, dtype=x.dtype) < self.p
        return x * mask / self.p
