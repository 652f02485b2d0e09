"""LeNet-5 averages by a window of quarters that the module doesn't know of."""

import torch
from torch import nn

FAILS = ["lenet5"]
DEVICES = ["cuda"]
HINT = (
    "Your pooling multiplies by a tensor that is a plain attribute of the network. The network is "
    "built on the CPU and then moved: its layers go along, and so do registered buffers, but "
    "nothing finds this tensor, and on a GPU the first pass meets two devices. Use a pooling "
    "layer, which has no tensor, or register yours as a buffer that is no part of the state."
)


class LeNet5(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2 = nn.Linear(400, 120), nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, num_classes)
        self.window = torch.full((2, 2), 0.25)

    def average(self, x):
        windows = x.unfold(2, 2, 2).unfold(3, 2, 2)
        return (windows * self.window.to(x.dtype)).sum(dim=(-2, -1))

    def forward(self, x):
        x = self.average(torch.tanh(self.conv1(x)))
        x = self.average(torch.tanh(self.conv2(x)))
        x = torch.tanh(self.fc1(x.flatten(1)))
        return self.fc3(torch.tanh(self.fc2(x)))
