"""The first stage begins with stride 2 as well."""

from torch import nn

FAILS = ["resnet"]
HINT = (
    "Your first stage halves the image once more. The stem has done that twice already, by its "
    "convolution and its max pooling, so layer1 keeps the size; the strides stand at the "
    "beginning of layer2, layer3 and layer4."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        in_channels = width
        for index, count in enumerate(blocks):
            stage = nn.Sequential()
            for number in range(count):
                stride = 2 if number == 0 else 1
                stage.append(block(in_channels, width * 2**index, stride))
                in_channels = width * 2**index * block.expansion
            self.add_module(f"layer{index + 1}", stage)
