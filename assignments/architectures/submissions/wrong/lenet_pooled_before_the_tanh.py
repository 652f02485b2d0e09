"""Pooling before the activation."""

import torch

FAILS = ["lenet5"]
HINT = (
    "You average first and take the tanh afterwards. For a maximum the order doesn't matter, "
    "because tanh and ReLU never swap the order of two numbers; the average of a tanh is not "
    "the tanh of the average."
)


class LeNet5(LeNet5):
    def forward(self, x):
        x = torch.tanh(self.pool(self.conv1(x)))
        x = torch.tanh(self.pool(self.conv2(x)))
        x = torch.tanh(self.fc1(x.flatten(1)))
        x = torch.tanh(self.fc2(x))
        return self.fc3(x)
