"""The channel counts of 2012."""

from torch import nn

FAILS = ["alexnet"]
HINT = (
    "Your channels are 96, 256, 384, 384, 256, those of the paper of 2012, whose network was "
    "split over two GPUs. Here, as in torchvision, they are those of the one-GPU version of "
    "2014, in the table of the docstring."
)


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        counts = [width * 3 // 2, width * 4, width * 6, width * 6, width * 4]
        self.conv1 = nn.Conv2d(3, counts[0], 11, stride=4, padding=2)
        self.conv2 = nn.Conv2d(counts[0], counts[1], 5, padding=2)
        self.conv3 = nn.Conv2d(counts[1], counts[2], 3, padding=1)
        self.conv4 = nn.Conv2d(counts[2], counts[3], 3, padding=1)
        self.conv5 = nn.Conv2d(counts[3], counts[4], 3, padding=1)
