"""The stages are Python lists."""

FAILS = ["resnet"]
HINT = (
    "Your stages are plain Python lists, and what is in a list isn't registered: the blocks' "
    "parameters are missing in the state dict and for the optimizer, and .to() and .eval() "
    "don't reach them. nn.Sequential or nn.ModuleList register theirs."
)


class ResNet(ResNet):
    def __init__(self, block, blocks, num_classes=1000, width=64):
        super().__init__(block, blocks, num_classes, width)
        for index in range(1, 5):
            stage = list(getattr(self, f"layer{index}"))
            delattr(self, f"layer{index}")
            object.__setattr__(self, f"layer{index}", stage)

    def forward(self, x):
        x = self.maxpool(self.bn1(self.conv1(x)).relu())
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            for block in stage:
                x = block(x)
        return self.fc(x.mean(dim=(2, 3)))
