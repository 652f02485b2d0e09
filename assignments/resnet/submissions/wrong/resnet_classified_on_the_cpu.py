"""The pooled features are fetched to the CPU, and the logits are worked out there."""

import torch
from torch import nn

FAILS = ["resnet"]
DEVICES = ["cuda"]
HINT = (
    "Behind the last pooling you fetch the features to the CPU and work out the logits there. "
    "They come out right, and on another device than the images: a loss against labels on the GPU "
    "fails, and each step waits for the transfer of the features and of the classifier's weights. "
    "A network stays on one device from end to end."
)


class ResNet(ResNet):
    def forward(self, x):
        x = self.maxpool(torch.relu(self.bn1(self.conv1(x))))
        for index in range(1, 5):
            x = self.get_submodule(f"layer{index}")(x)
        features = x.mean(dim=(2, 3)).cpu()
        return nn.functional.linear(features, self.fc.weight.cpu(), self.fc.bias.cpu())
