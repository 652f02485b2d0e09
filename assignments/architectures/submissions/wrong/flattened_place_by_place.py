"""Features flattened with the channels last."""

import torch

FAILS = ["lenet5", "alexnet", "vgg"]
HINT = (
    "Your features are right, but fc6 (in LeNet-5: fc1) gets them in another order: place by "
    "place, all channels of a place together. Flatten (N, C, H, W) as it is, without moving "
    "axes: channel by channel."
)


class LeNet5(LeNet5):
    def forward(self, x):
        x = self.pool(torch.tanh(self.conv1(x)))
        x = self.pool(torch.tanh(self.conv2(x)))
        x = torch.tanh(self.fc1(x.permute(0, 2, 3, 1).flatten(1)))
        x = torch.tanh(self.fc2(x))
        return self.fc3(x)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).permute(0, 2, 3, 1).flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)


class VGG(VGG):
    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).permute(0, 2, 3, 1).flatten(1)
        x = self.dropout(torch.relu(self.fc6(x)))
        x = self.dropout(torch.relu(self.fc7(x)))
        return self.fc8(x)
