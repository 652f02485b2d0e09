"""AlexNet's dropout where VGG has it, and the other way round."""

import torch

FAILS = ["alexnet", "vgg"]
HINT = (
    "The dropout layers stand in the wrong place. In this AlexNet they act on what *comes into* "
    "fc6 and fc7, the flattened features included; in VGG on what *leaves* fc6 and fc7, after "
    "the ReLU."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).flatten(1)
        x = self.dropout(torch.relu(self.fc6(x)))
        x = self.dropout(torch.relu(self.fc7(x)))
        return self.fc8(x)


class VGG(VGG):
    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)
