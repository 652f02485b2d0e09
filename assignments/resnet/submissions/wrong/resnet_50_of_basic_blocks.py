"""ResNet-50 has the blocks of ResNet-34."""

FAILS = ["resnet"]
HINT = (
    "Your ResNet-50 is a ResNet-34: both have 3, 4, 6 and 3 blocks in their stages, but from "
    "depth 50 on the block is the Bottleneck, with three convolutions instead of two. That is "
    "where the other 16 layers come from."
)


def resnet(depth, num_classes=1000, width=64):
    layouts = {
        18: (BasicBlock, (2, 2, 2, 2)),
        34: (BasicBlock, (3, 4, 6, 3)),
        50: (BasicBlock, (3, 4, 6, 3)),
        101: (Bottleneck, (3, 4, 23, 3)),
        152: (Bottleneck, (3, 8, 36, 3)),
    }
    if depth not in layouts:
        raise ValueError("no such depth")
    block, blocks = layouts[depth]
    return ResNet(block, blocks, num_classes, width)
