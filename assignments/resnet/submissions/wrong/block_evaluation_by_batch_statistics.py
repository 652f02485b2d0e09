"""BatchNorms that use the batch's statistics in eval mode too."""

from torch import nn
from torch.nn import functional as F

FAILS = ["basic_block", "bottleneck", "resnet"]
HINT = (
    "In evaluation your block still normalizes by the statistics of the batch, so an image's "
    "result depends on the images beside it. After .eval() BatchNorm uses its running "
    "statistics. Functional batch_norm doesn't know the module's mode: it has to be told."
)


class AlwaysTraining(nn.BatchNorm2d):
    def forward(self, x):
        if self.training:
            return super().forward(x)
        return F.batch_norm(x, None, None, self.weight, self.bias, training=True)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.bn1, self.bn2 = AlwaysTraining(channels), AlwaysTraining(channels)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.bn1, self.bn2 = AlwaysTraining(channels), AlwaysTraining(channels)
        self.bn3 = AlwaysTraining(4 * channels)
