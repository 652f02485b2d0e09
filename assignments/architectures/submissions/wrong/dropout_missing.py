"""No dropout at all."""

import torch

FAILS = ["alexnet", "vgg"]
HINT = (
    "Your network in training gives what it gives in evaluation: nothing is dropped. Both "
    "networks have two dropout layers around fc6 and fc7, where most of the parameters are, and "
    "most of the overfitting."
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
        x = torch.relu(self.fc7(x))
        return self.fc8(x)


class VGG(VGG):
    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = torch.relu(self.fc6(x))
        x = torch.relu(self.fc7(x))
        return self.fc8(x)
