"""Numbers dropped in evaluation too."""

import torch.nn.functional as F
from torch import nn

FAILS = ["alexnet", "vgg"]
HINT = (
    "Your network drops numbers in evaluation too, so its answers differ from call to call. "
    "nn.Dropout follows train() and eval() by itself; F.dropout has to be told: "
    "training=self.training."
)


class AlwaysDropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return F.dropout(x, self.p)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.dropout = AlwaysDropout(dropout)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
        self.dropout = AlwaysDropout(dropout)
