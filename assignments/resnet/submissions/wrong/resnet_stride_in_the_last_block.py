"""The last block of a stage has the stride, not the first."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "In your stages the last block has the stride. It belongs to the first one, where the "
    "number of channels changes: one projection serves both, and the rest of the stage works on "
    "the smaller image."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        in_channels = width
        for index, count in enumerate(blocks):
            stage = nn.Sequential()
            for number in range(count):
                stride = 2 if index > 0 and number == count - 1 else 1
                stage.append(block(in_channels, width * 2**index, stride))
                in_channels = width * 2**index * block.expansion
            self.add_module(f"layer{index + 1}", stage)
