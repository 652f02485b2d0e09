"""fc has no bias."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "Your last linear layer has no bias. The convolutions have none because a BatchNorm follows "
    "them; nothing follows the classifier, so it keeps its own. Compare the parameter counts: "
    "yours are too small by num_classes."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        self.fc = nn.Linear(self.fc.in_features, num_classes, bias=False)
