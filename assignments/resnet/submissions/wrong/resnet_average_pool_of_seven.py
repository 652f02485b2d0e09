"""An average over 7x7 places at the end."""

import torch
from torch import nn

FAILS = ["resnet"]
HINT = (
    "Your network ends in an average over windows of 7x7 places, which fits images of 224x224 "
    "alone. The mean goes over all places, however many are left: images may have any size."
)


class ResNet(ResNet):
    def forward(self, x):
        x = self.maxpool(torch.relu(self.bn1(self.conv1(x))))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        return self.fc(nn.functional.avg_pool2d(x, 7).flatten(1))
