"""Whole channels of the features dropped together."""

import torch
import torch.nn.functional as F

FAILS = ["alexnet"]
HINT = (
    "You drop whole channels (nn.Dropout2d) of the features before they are flattened. AlexNet "
    "drops single numbers, each by itself: flatten first."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = F.dropout2d(self.adaptive_pool(x), self.dropout.p, self.training).flatten(1)
        x = torch.relu(self.fc6(x))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)
