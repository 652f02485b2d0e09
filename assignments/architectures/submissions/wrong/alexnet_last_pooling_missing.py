"""No pooling after conv5."""

import torch

FAILS = ["alexnet"]
HINT = (
    "The pooling after conv5 is missing. The adaptive average makes 6 x 6 places of whatever "
    "comes, so no shape tells you."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = torch.relu(self.conv5(x))
        x = self.adaptive_pool(x).flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)
