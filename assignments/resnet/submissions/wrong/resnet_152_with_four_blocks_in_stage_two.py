"""ResNet-152 has 3, 4, 36 and 3 blocks."""

FAILS = ["resnet"]
HINT = (
    "Your ResNet-152 has too few blocks in its second stage. It differs from ResNet-101 in two "
    "stages, not in one: count the layers, three for each block and two more, and compare with "
    "the name."
)


def resnet(depth, num_classes=1000, width=64):
    layouts = {
        18: (BasicBlock, (2, 2, 2, 2)),
        34: (BasicBlock, (3, 4, 6, 3)),
        50: (Bottleneck, (3, 4, 6, 3)),
        101: (Bottleneck, (3, 4, 23, 3)),
        152: (Bottleneck, (3, 4, 36, 3)),
    }
    if depth not in layouts:
        raise ValueError("no such depth")
    block, blocks = layouts[depth]
    return ResNet(block, blocks, num_classes, width)
