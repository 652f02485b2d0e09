"""A stage repeats one block object."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "The blocks of a stage after the first are one and the same object in your network, so they "
    "share their weights. Multiplying a list copies references, not modules. Each block is made "
    "by a call of its own."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        in_channels = width
        for index, count in enumerate(blocks):
            first = block(in_channels, width * 2**index, 2 if index > 0 else 1)
            in_channels = width * 2**index * block.expansion
            rest = [block(in_channels, width * 2**index)] * (count - 1)
            self.add_module(f"layer{index + 1}", nn.Sequential(first, *rest))
