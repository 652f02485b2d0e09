"""bn1 isn't used."""

import torch

FAILS = ["resnet"]
HINT = (
    "Your stem leaves out its BatchNorm: the convolution goes into the ReLU as it is. Every "
    "convolution of a ResNet has a BatchNorm after it, the first one too."
)


class ResNet(ResNet):
    def forward(self, x):
        x = self.maxpool(torch.relu(self.conv1(x)))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        return self.fc(x.mean(dim=(2, 3)))
