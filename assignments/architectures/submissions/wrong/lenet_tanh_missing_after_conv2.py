"""No activation after the second convolution."""

import torch

FAILS = ["lenet5"]
HINT = (
    "The tanh after conv2 is missing. Averaging is linear too, so conv2, the pooling and fc1 "
    "are together no more than one linear layer."
)


class LeNet5(LeNet5):
    def forward(self, x):
        x = self.pool(torch.tanh(self.conv1(x)))
        x = self.pool(self.conv2(x))
        x = torch.tanh(self.fc1(x.flatten(1)))
        x = torch.tanh(self.fc2(x))
        return self.fc3(x)
