"""No max pooling in the stem."""

import torch

FAILS = ["resnet"]
HINT = (
    "The max pooling after the stem's ReLU is missing, so all stages work on images with four "
    "times as many places as they should. The parameters are the same, which is why their count "
    "doesn't show it."
)


class ResNet(ResNet):
    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        return self.fc(x.mean(dim=(2, 3)))
