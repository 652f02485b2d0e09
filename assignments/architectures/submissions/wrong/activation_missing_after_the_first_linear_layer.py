"""No activation between the first two linear layers."""

import torch

FAILS = ["lenet5", "alexnet", "vgg"]
HINT = (
    "The activation after your first linear layer is missing. Without it, it and the next one "
    "are together no more than a single linear layer, however many parameters they have."
)


class LeNet5(LeNet5):
    def forward(self, x):
        x = self.pool(torch.tanh(self.conv1(x)))
        x = self.pool(torch.tanh(self.conv2(x)))
        x = self.fc1(x.flatten(1))
        x = torch.tanh(self.fc2(x))
        return self.fc3(x)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).flatten(1)
        x = self.fc6(self.dropout(x))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)


class VGG(VGG):
    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = self.dropout(self.fc6(x))
        x = self.dropout(torch.relu(self.fc7(x)))
        return self.fc8(x)
