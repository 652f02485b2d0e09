"""What is kept is not scaled."""

import torch
from torch import nn

FAILS = ["alexnet", "vgg"]
HINT = (
    "You drop the right share, but what is kept stays as large as it was, so the next layer "
    "gets less in training than in evaluation. Divide by 1 - dropout, as nn.Dropout does."
)


class UnscaledDropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return x * (torch.rand_like(x) >= self.p) if self.training else x


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.dropout = UnscaledDropout(dropout)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
        self.dropout = UnscaledDropout(dropout)
