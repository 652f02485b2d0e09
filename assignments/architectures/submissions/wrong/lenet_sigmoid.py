"""The logistic sigmoid in place of tanh."""

import torch

FAILS = ["lenet5"]
HINT = (
    "You use the logistic sigmoid, from 0 to 1. LeNet-5's activation is the tanh, from -1 to 1: "
    "around 0, which is easier to train."
)


class LeNet5(LeNet5):
    def forward(self, x):
        x = self.pool(torch.sigmoid(self.conv1(x)))
        x = self.pool(torch.sigmoid(self.conv2(x)))
        x = torch.sigmoid(self.fc1(x.flatten(1)))
        x = torch.sigmoid(self.fc2(x))
        return self.fc3(x)
