"""stride has to be given."""

FAILS = ["basic_block", "bottleneck"]
HINT = (
    "Your blocks can't be made without a stride. In the signature it has the default 1, since "
    "most blocks of a network keep the size of their input. Give the argument of __init__ that "
    "default."
)


class BasicBlock(BasicBlock):
    def __init__(self, in_channels, channels, stride):
        super().__init__(in_channels, channels, stride)


class Bottleneck(Bottleneck):
    def __init__(self, in_channels, channels, stride):
        super().__init__(in_channels, channels, stride)
