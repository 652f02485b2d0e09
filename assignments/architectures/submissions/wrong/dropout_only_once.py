"""The second dropout layer forgotten."""

import torch

FAILS = ["alexnet", "vgg"]
HINT = (
    "You drop in one place only. There are two dropout layers in each of the networks, one for "
    "fc6 and one for fc7."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(x))
        return self.fc8(x)


class VGG(VGG):
    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = self.dropout(torch.relu(self.fc6(x)))
        x = torch.relu(self.fc7(x))
        return self.fc8(x)
