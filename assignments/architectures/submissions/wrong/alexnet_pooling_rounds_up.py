"""Pooling with ceil_mode."""

from torch import nn

FAILS = ["alexnet"]
HINT = (
    "Your pooling adds a window at the border where the windows do not fit (ceil_mode). Caffe, "
    "in which many networks of that time were trained, does so; torch, and this AlexNet, leave "
    "the rest over."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        self.pool = nn.MaxPool2d(3, stride=2, ceil_mode=True)
