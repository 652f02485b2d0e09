"""No ReLU after conv3."""

import torch

FAILS = ["alexnet"]
HINT = (
    "The ReLU after conv3 is missing. conv3, conv4 and conv5 follow one another without "
    "pooling, and it is easy to lose one there; without it conv3 and conv4 are a single linear "
    "map."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = self.conv3(x)
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)
