"""A loop over samples, each of which is picked out by a mask."""

import torch
from torch import nn

FAILS = ["dropout_module"]
DEVICES = ["cuda"]
HINT = (
    "Your values are right, but you go through the samples in a loop, and picking out the kept "
    "values of one needs their number, which only the GPU knows. So the host stops and waits for "
    "it, once or twice a sample, while the GPU has next to nothing to do. Dropping is a product "
    "with a mask: one operation for the whole batch, whose shape is known beforehand."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.rand_like(x) < self.p
        out = torch.zeros_like(x)
        for sample in range(len(x)):
            kept = mask[sample]
            out[sample][kept] = x[sample][kept] / self.p
        return out
