"""The scaled tanh of the paper."""

import torch

FAILS = ["lenet5"]
HINT = (
    "You use 1.7159 tanh(2x/3), as the paper does: well read! This LeNet-5 has the plain tanh, "
    "as its docstring says, so that you can use the layer that torch has."
)


def squash(x):
    return 1.7159 * torch.tanh(2 / 3 * x)


class LeNet5(LeNet5):
    def forward(self, x):
        x = self.pool(squash(self.conv1(x)))
        x = self.pool(squash(self.conv2(x)))
        x = squash(self.fc1(x.flatten(1)))
        x = squash(self.fc2(x))
        return self.fc3(x)
