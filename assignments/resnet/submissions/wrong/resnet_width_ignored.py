"""The stem always has 64 channels."""

FAILS = ["resnet"]
HINT = (
    "Your network has 64 channels after the stem whatever width says. All numbers of channels "
    "in it follow from width: the stem has width of them, and the four stages width, 2 * width, "
    "4 * width and 8 * width."
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
    return ResNet(block, blocks, num_classes)
