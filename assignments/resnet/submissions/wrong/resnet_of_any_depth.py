"""An unknown depth gives a ResNet-18."""

FAILS = ["resnet"]
HINT = (
    "Your resnet answers every depth, also those for which no network is defined: whoever asks "
    "for 20 layers gets 18 and isn't told. A ValueError that names the possible depths is the "
    "better answer."
)


def resnet(depth, num_classes=1000, width=64):
    layouts = {
        18: (BasicBlock, (2, 2, 2, 2)),
        34: (BasicBlock, (3, 4, 6, 3)),
        50: (Bottleneck, (3, 4, 6, 3)),
        101: (Bottleneck, (3, 4, 23, 3)),
        152: (Bottleneck, (3, 8, 36, 3)),
    }
    block, blocks = layouts.get(depth, layouts[18])
    return ResNet(block, blocks, num_classes, width)
