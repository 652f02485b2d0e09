"""Every block of stages two to four has stride 2."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "Every block of your later stages has stride 2, so the image has shrunk to a single place "
    "long before the end, and each block needs a projection. Only the first block of a stage "
    "has the stride; the others keep the size."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        in_channels = width
        for index, count in enumerate(blocks):
            stage = nn.Sequential()
            for _number in range(count):
                stride = 2 if index > 0 else 1
                stage.append(block(in_channels, width * 2**index, stride))
                in_channels = width * 2**index * block.expansion
            self.add_module(f"layer{index + 1}", stage)
