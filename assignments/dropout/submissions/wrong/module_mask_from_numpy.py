"""The mask comes from np.random."""

import numpy as np
import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "You draw the mask with NumPy. torch.manual_seed does not reach NumPy's generator, so that "
    "your masks can't be repeated; and on a GPU every mask would be made on the CPU and sent "
    "over. torch can draw in the shape and on the device of x."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.from_numpy(np.random.rand(*x.shape) < self.p).to(x.device)
        return x * mask / self.p
