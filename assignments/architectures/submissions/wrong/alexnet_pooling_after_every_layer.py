"""Pooling after conv3 too."""

import torch
import torch.nn.functional as F

FAILS = ["alexnet"]
HINT = (
    "You pool after conv3 as well. conv3, conv4 and conv5 follow one another at the same size; "
    "pooling stands after conv1, conv2 and conv5."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = F.max_pool2d(torch.relu(self.conv3(x)), 3, 2, 1)
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)
