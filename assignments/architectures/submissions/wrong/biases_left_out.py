"""Convolutions without biases."""

FAILS = ["lenet5", "alexnet", "vgg", "inception"]
HINT = (
    "The biases of your convolutions are missing. They are superfluous only in front of a "
    "normalization that subtracts the mean anyway; these networks have none, so each "
    "convolution has a bias for every output channel."
)


class LeNet5(LeNet5):
    def __init__(self, num_classes=10):
        super().__init__(num_classes)
        self.conv1.bias = self.conv2.bias = None


class AlexNet(AlexNet):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(num_classes, width, hidden, dropout)
        for convolution in (self.conv1, self.conv2, self.conv3, self.conv4, self.conv5):
            convolution.bias = None


class VGG(VGG):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__(depth, num_classes, width, hidden, dropout)
        for name, layer in self.features.named_children():
            if name.startswith("conv"):
                layer.bias = None


class Inception(Inception):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__(in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj)
        for name, layer in self.named_children():
            if name != "pool":
                layer.bias = None
