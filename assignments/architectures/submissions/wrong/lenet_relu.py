"""ReLU in place of tanh."""

import torch

FAILS = ["lenet5"]
HINT = (
    "You use ReLU. That is what AlexNet brought: this LeNet-5 keeps the tanh of its time, so "
    "that you can compare the two."
)


class LeNet5(LeNet5):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.fc1(x.flatten(1)))
        x = torch.relu(self.fc2(x))
        return self.fc3(x)
