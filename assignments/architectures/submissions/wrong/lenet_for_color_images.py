"""Three input channels."""

from torch import nn

FAILS = ["lenet5"]
HINT = (
    "Your conv1 expects three channels, red, green and blue. Handwritten digits have only one, "
    "their brightness, so conv1 has 6 x (1 x 25 + 1) = 156 parameters."
)


class LeNet5(LeNet5):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        self.conv1 = nn.Conv2d(3, 6, 5)
