"""No ReLU after fc7."""

import torch

FAILS = ["vgg"]
HINT = (
    "The ReLU after fc7 is missing. Dropout between fc7 and fc8 doesn't replace it: in "
    "evaluation these two are one linear layer."
)


class VGG(VGG):
    def forward(self, x):
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = self.dropout(torch.relu(self.fc6(x)))
        x = self.dropout(self.fc7(x))
        return self.fc8(x)
