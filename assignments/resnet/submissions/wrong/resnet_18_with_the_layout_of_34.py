"""ResNet-18 has 3, 4, 6 and 3 blocks."""

FAILS = ["resnet"]
HINT = (
    "Your ResNet-18 has the stages of ResNet-34. Count the layers: the stem's convolution, two "
    "for each basic block, and the classifier should make 18, so there are eight blocks, two in "
    "each stage."
)


def resnet(depth, num_classes=1000, width=64):
    layouts = {
        18: (BasicBlock, (3, 4, 6, 3)),
        34: (BasicBlock, (3, 4, 6, 3)),
        50: (Bottleneck, (3, 4, 6, 3)),
        101: (Bottleneck, (3, 4, 23, 3)),
        152: (Bottleneck, (3, 8, 36, 3)),
    }
    if depth not in layouts:
        raise ValueError("no such depth")
    block, blocks = layouts[depth]
    return ResNet(block, blocks, num_classes, width)
