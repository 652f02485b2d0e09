"""Dropout by hand: the masks are drawn from a shape, on the CPU."""

import torch
from torch import nn

FAILS = ["alexnet", "vgg"]
DEVICES = ["cuda"]
HINT = (
    "You wrote the dropout layer yourself, and it draws its mask from the shape of its input "
    "alone. The mask lies on the CPU then, and features on a GPU can't be multiplied by it. Only "
    "training shows it, since evaluation needs no mask. Draw like the input, on its device, or "
    "use the layer that torch has."
)


class Dropping(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        kept = torch.rand(x.shape, dtype=x.dtype) >= self.p
        return x * kept / (1 - self.p)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.dropout = Dropping(dropout)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
        self.dropout = Dropping(dropout)
