"""The maximum over all places at the end."""

import torch

FAILS = ["resnet"]
HINT = (
    "Before the classifier your network takes the maximum over all places. ResNet takes their "
    "mean there, which is called global average pooling."
)


class ResNet(ResNet):
    def forward(self, x):
        x = self.maxpool(torch.relu(self.bn1(self.conv1(x))))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        return self.fc(x.amax(dim=(2, 3)))
