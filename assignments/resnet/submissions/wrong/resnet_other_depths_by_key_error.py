"""An unknown depth raises KeyError."""

FAILS = ["resnet"]
HINT = (
    "For an unknown depth your resnet fails with whatever error its table happens to raise. The "
    "docstring promises a ValueError, which says that an argument has a value that makes no "
    "sense. Check the depth before you look it up."
)


def resnet(depth, num_classes=1000, width=64):
    layouts = {
        18: (BasicBlock, (2, 2, 2, 2)),
        34: (BasicBlock, (3, 4, 6, 3)),
        50: (Bottleneck, (3, 4, 6, 3)),
        101: (Bottleneck, (3, 4, 23, 3)),
        152: (Bottleneck, (3, 8, 36, 3)),
    }
    block, blocks = layouts[depth]
    return ResNet(block, blocks, num_classes, width)
