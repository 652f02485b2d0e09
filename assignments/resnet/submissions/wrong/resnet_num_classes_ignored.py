"""There are always 1000 classes."""

FAILS = ["resnet"]
HINT = (
    "Your network has 1000 outputs whatever num_classes says. The argument has to reach the "
    "last linear layer: check every call on the way from resnet to there."
)


def resnet(depth, num_classes=1000, width=64):
    layouts = {
        18: (BasicBlock, (2, 2, 2, 2)),
        34: (BasicBlock, (3, 4, 6, 3)),
        50: (Bottleneck, (3, 4, 6, 3)),
        101: (Bottleneck, (3, 4, 23, 3)),
        152: (Bottleneck, (3, 8, 36, 3)),
    }
    if depth not in layouts:
        raise ValueError("no such depth")
    block, blocks = layouts[depth]
    return ResNet(block, blocks, 1000, width)
