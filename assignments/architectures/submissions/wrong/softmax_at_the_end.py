"""A softmax after the last layer."""

import torch

FAILS = ["lenet5", "alexnet", "vgg"]
HINT = (
    "Your rows add up to 1: there is a softmax at the end. These networks return logits, since "
    "nn.CrossEntropyLoss applies the softmax itself; twice applied, it flattens the gradients."
)


class LeNet5(LeNet5):
    def forward(self, x):
        x = self.pool(torch.tanh(self.conv1(x)))
        x = self.pool(torch.tanh(self.conv2(x)))
        x = torch.tanh(self.fc1(x.flatten(1)))
        x = torch.tanh(self.fc2(x))
        return torch.softmax(self.fc3(x), dim=1)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return torch.softmax(self.fc8(x), dim=1)


class VGG(VGG):
    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = self.dropout(torch.relu(self.fc6(x)))
        x = self.dropout(torch.relu(self.fc7(x)))
        return torch.softmax(self.fc8(x), dim=1)
