"""Probabilities instead of logits."""

import torch

FAILS = ["resnet"]
HINT = (
    "Your network returns probabilities. Logits are asked for, the output of the last linear "
    "layer as it is: torch's cross entropy applies the softmax itself, and a second one would "
    "flatten everything."
)


class ResNet(ResNet):
    def forward(self, x):
        x = self.maxpool(torch.relu(self.bn1(self.conv1(x))))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        return torch.softmax(self.fc(x.mean(dim=(2, 3))), dim=1)
