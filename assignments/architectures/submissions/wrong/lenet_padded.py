"""The first convolution padded, as for images of 28 x 28."""

from torch import nn

FAILS = ["lenet5"]
HINT = (
    "Your conv1 is padded by 2, so that fc1 gets 16 x 6 x 6 features. That is the LeNet-5 for "
    "images of 28 x 28, which padding makes 32 x 32; here the images have 32 x 32 already."
)


class LeNet5(LeNet5):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.fc1 = nn.Linear(16 * 6 * 6, 120)
