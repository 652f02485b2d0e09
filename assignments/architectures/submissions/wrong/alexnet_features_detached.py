"""The convolutions cut off from the gradient."""

import torch

FAILS = ["alexnet"]
HINT = (
    "The output is right, but no gradient reaches the convolutions: somewhere between them and "
    "fc6 the graph is cut, by detach(), .data or torch.no_grad(). Only the linear layers would "
    "learn."
)


class AlexNet(AlexNet):
    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).flatten(1).detach()
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)
