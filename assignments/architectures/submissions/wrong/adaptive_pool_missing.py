"""The features flattened as they come."""

import torch

FAILS = ["alexnet", "vgg"]
HINT = (
    "The adaptive pooling is missing, so fc6 gets as many features as the image happens to "
    "give. It makes 6 x 6 (AlexNet) or 7 x 7 (VGG) places of any image; with 224 x 224 images "
    "you would not have noticed."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = x.flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)


class VGG(VGG):
    def forward(self, x):
        x = self.features(x).flatten(1)
        x = self.dropout(torch.relu(self.fc6(x)))
        x = self.dropout(torch.relu(self.fc7(x)))
        return self.fc8(x)
