"""VGG-13 in place of VGG-16."""

from collections import OrderedDict

import torch
from torch import nn

FAILS = ["vgg"]
HINT = (
    "You have two convolutions in every block, which makes ten of them and, with the linear "
    "layers, VGG-13. In VGG-16 the blocks 3 to 5 have three: 2 + 2 + 3 + 3 + 3 + 3 linear = 16."
)


class VGG(nn.Module):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__()
        channels, layers = 3, OrderedDict()
        for block, convolutions in enumerate(
            ((1, 1, 2, 2, 2) if depth == 11 else (2, 2, 2, 2, 2)), 1
        ):
            wide = width * min(2 ** (block - 1), 8)
            for i in range(1, convolutions + 1):
                layers[f"conv{block}_{i}"] = nn.Conv2d(channels, wide, 3, padding=1)
                layers[f"relu{block}_{i}"] = nn.ReLU()
                channels = wide
            layers[f"pool{block}"] = nn.MaxPool2d(2)
        self.features = nn.Sequential(layers)
        self.adaptive_pool = nn.AdaptiveAvgPool2d(7)
        self.dropout = nn.Dropout(dropout)
        self.fc6 = nn.Linear(channels * 7 * 7, hidden)
        self.fc7 = nn.Linear(hidden, hidden)
        self.fc8 = nn.Linear(hidden, num_classes)

    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = self.dropout(torch.relu(self.fc6(x)))
        x = self.dropout(torch.relu(self.fc7(x)))
        return self.fc8(x)
