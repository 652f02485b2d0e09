"""No stage reduces the image."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "Your stages keep the size of the image: no block has stride 2. The number of channels "
    "doubles from stage to stage while the sides of the image are halved, by the first block of "
    "layer2, layer3 and layer4."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        in_channels = width
        for index, count in enumerate(blocks):
            stage = nn.Sequential()
            for _number in range(count):
                stride = 1
                stage.append(block(in_channels, width * 2**index, stride))
                in_channels = width * 2**index * block.expansion
            self.add_module(f"layer{index + 1}", stage)
