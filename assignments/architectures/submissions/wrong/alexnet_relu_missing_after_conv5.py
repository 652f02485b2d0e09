"""No ReLU after conv5."""

import torch

FAILS = ["alexnet"]
HINT = (
    "The ReLU after conv5 is missing. Pooling is no replacement: a maximum of negative numbers "
    "is negative, and goes on into the average as such."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(self.conv5(x))
        x = self.adaptive_pool(x).flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)
