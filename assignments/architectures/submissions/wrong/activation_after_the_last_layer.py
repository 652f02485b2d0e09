"""The activation after the last layer too."""

import torch

FAILS = ["lenet5", "alexnet", "vgg"]
HINT = (
    "Your logits have passed through the activation once more. They must be able to take any "
    "value: a ReLU at the end cuts off every negative one, with its gradient, and a tanh keeps "
    "them within 1."
)


class LeNet5(LeNet5):
    def forward(self, x):
        x = self.pool(torch.tanh(self.conv1(x)))
        x = self.pool(torch.tanh(self.conv2(x)))
        x = torch.tanh(self.fc1(x.flatten(1)))
        x = torch.tanh(self.fc2(x))
        return torch.tanh(self.fc3(x))


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
        return torch.relu(self.fc8(x))


class VGG(VGG):
    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = self.dropout(torch.relu(self.fc6(x)))
        x = self.dropout(torch.relu(self.fc7(x)))
        return torch.relu(self.fc8(x))
