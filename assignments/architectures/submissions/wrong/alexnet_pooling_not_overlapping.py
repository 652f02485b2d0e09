"""Pooling windows of 2 x 2."""

from torch import nn

FAILS = ["alexnet"]
HINT = (
    "Your pooling windows are 2 x 2 and don't overlap. AlexNet's are 3 x 3 with stride 2, so "
    "that neighbours share a row: the authors found that this overfits slightly less."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.pool = nn.MaxPool2d(2, stride=2)
