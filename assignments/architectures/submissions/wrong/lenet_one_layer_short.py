"""fc2 left out."""

import torch.nn.functional as F
from torch import nn

FAILS = ["lenet5"]
HINT = (
    "Your network goes from 120 features straight to the classes. There are three linear "
    "layers: 400 to 120, 120 to 84, and 84 to the classes."
)


class LeNet5(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 6, 5), nn.Conv2d(6, 16, 5)
        self.fc1, self.fc2 = nn.Linear(400, 120), nn.Linear(120, num_classes)

    def forward(self, x):
        x = F.avg_pool2d(self.conv1(x).tanh(), 2)
        x = F.avg_pool2d(self.conv2(x).tanh(), 2)
        return self.fc2(self.fc1(x.flatten(1)).tanh())
