"""Dropout on the input of fc8 in AlexNet, on the logits in VGG."""

import torch

FAILS = ["alexnet", "vgg"]
HINT = (
    "One of your dropout layers has slipped by a layer: it acts just before fc8 (AlexNet) or on "
    "the logits themselves (VGG). The table in the docstring says behind which row each of them "
    "stands."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).flatten(1)
        x = torch.relu(self.fc6(x))
        x = self.dropout(torch.relu(self.fc7(self.dropout(x))))
        return self.fc8(x)


class VGG(VGG):
    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = torch.relu(self.fc6(x))
        x = self.dropout(torch.relu(self.fc7(x)))
        return self.dropout(self.fc8(x))
