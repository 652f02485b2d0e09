"""Maximum in place of average pooling."""

from torch import nn

FAILS = ["lenet5"]
HINT = (
    "You take the maximum of each window. LeNet-5 takes the average, which the paper calls "
    "subsampling; maximum pooling came with later networks, AlexNet among them."
)


class LeNet5(LeNet5):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        self.pool = nn.MaxPool2d(2)
