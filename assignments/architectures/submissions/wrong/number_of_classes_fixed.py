"""The last layer always of the default size."""

FAILS = ["lenet5", "alexnet", "vgg"]
HINT = (
    "Your last layer has the default number of outputs, whatever num_classes says. It is an "
    "argument so that the network can be trained on other data: use it."
)


class LeNet5(LeNet5):
    def __init__(self, num_classes=10):
        super().__init__()


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(1000, width, hidden, dropout)


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, 1000, width, hidden, dropout)
