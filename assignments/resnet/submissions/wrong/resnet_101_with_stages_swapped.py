"""ResNet-101 has 3, 23, 4 and 3 blocks."""

FAILS = ["resnet"]
HINT = (
    "The blocks of your ResNet-101 are as many as they should be, but not in the right stages. "
    "In all ResNets of 50 layers and more the third stage is the longest; the table in the "
    "docstring gives the numbers."
)


def resnet(depth, num_classes=1000, width=64):
    layouts = {
        18: (BasicBlock, (2, 2, 2, 2)),
        34: (BasicBlock, (3, 4, 6, 3)),
        50: (Bottleneck, (3, 4, 6, 3)),
        101: (Bottleneck, (3, 23, 4, 3)),
        152: (Bottleneck, (3, 8, 36, 3)),
    }
    if depth not in layouts:
        raise ValueError("no such depth")
    block, blocks = layouts[depth]
    return ResNet(block, blocks, num_classes, width)
