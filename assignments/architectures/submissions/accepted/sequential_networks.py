"""Every network as containers with named layers, its activations as modules that work in place."""

from collections import OrderedDict

import torch
from torch import nn


class LeNet5(nn.Sequential):
    def __init__(self, num_classes=10):
        super().__init__(
            OrderedDict(
                conv1=nn.Conv2d(1, 6, kernel_size=5),
                act1=nn.Tanh(),
                pool1=nn.AvgPool2d(kernel_size=2, stride=2),
                conv2=nn.Conv2d(6, 16, kernel_size=5),
                act2=nn.Tanh(),
                pool2=nn.AvgPool2d(kernel_size=2, stride=2),
                flatten=nn.Flatten(),
                fc1=nn.Linear(400, 120),
                act3=nn.Tanh(),
                fc2=nn.Linear(120, 84),
                act4=nn.Tanh(),
                fc3=nn.Linear(84, num_classes),
            )
        )


def classifier(features, hidden, num_classes, order, dropout):
    """fc6 to fc8, with dropout "before" fc6 and fc7 or "after" their ReLU."""
    layers = OrderedDict(flatten=nn.Flatten())
    for name, inputs in (("6", features), ("7", hidden)):
        if order == "before":
            layers[f"drop{name}"] = nn.Dropout(dropout)
        layers[f"fc{name}"] = nn.Linear(inputs, hidden)
        layers[f"relu{name}"] = nn.ReLU(inplace=True)
        if order == "after":
            layers[f"drop{name}"] = nn.Dropout(dropout, inplace=True)
    layers["fc8"] = nn.Linear(hidden, num_classes)
    return nn.Sequential(layers)


class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__()
        a, b, c, d = width, 3 * width, 6 * width, 4 * width
        self.features = nn.Sequential(
            OrderedDict(
                conv1=nn.Conv2d(3, a, 11, 4, 2),
                relu1=nn.ReLU(inplace=True),
                pool1=nn.MaxPool2d(3, 2),
                conv2=nn.Conv2d(a, b, 5, padding="same"),
                relu2=nn.ReLU(inplace=True),
                pool2=nn.MaxPool2d(3, 2),
                conv3=nn.Conv2d(b, c, 3, padding="same"),
                relu3=nn.ReLU(inplace=True),
                conv4=nn.Conv2d(c, d, 3, padding="same"),
                relu4=nn.ReLU(inplace=True),
                conv5=nn.Conv2d(d, d, 3, padding="same"),
                relu5=nn.ReLU(inplace=True),
                pool5=nn.MaxPool2d(3, 2),
            )
        )
        self.avgpool = nn.AdaptiveAvgPool2d((6, 6))
        self.classifier = classifier(36 * d, hidden, num_classes, "before", dropout)

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x)))


LAYOUTS = {11: "1 M 2 M 4 4 M 8 8 M 8 8 M", 16: "1 1 M 2 2 M 4 4 4 M 8 8 8 M 8 8 8 M"}


class VGG(nn.Sequential):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__()
        inputs, block, index = 3, 1, 1
        for symbol in LAYOUTS[depth].split():
            if symbol == "M":
                self.add_module(f"pool{block}", nn.MaxPool2d(2))
                block, index = block + 1, 1
                continue
            outputs = int(symbol) * width
            self.add_module(f"conv{block}_{index}", nn.Conv2d(inputs, outputs, 3, padding=1))
            self.add_module(f"relu{block}_{index}", nn.ReLU(inplace=True))
            inputs, index = outputs, index + 1
        self.add_module("avgpool", nn.AdaptiveAvgPool2d((7, 7)))
        self.add_module("rest", classifier(49 * inputs, hidden, num_classes, "after", dropout))


class Inception(nn.Module):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__()
        self.branches = nn.ModuleList(
            [
                self.chain(conv1x1=nn.Conv2d(in_channels, ch1x1, 1)),
                self.chain(
                    reduce3x3=nn.Conv2d(in_channels, ch3x3red, 1),
                    conv3x3=nn.Conv2d(ch3x3red, ch3x3, 3, padding=1),
                ),
                self.chain(
                    reduce5x5=nn.Conv2d(in_channels, ch5x5red, 1),
                    conv5x5=nn.Conv2d(ch5x5red, ch5x5, 5, padding=2),
                ),
                nn.Sequential(
                    nn.MaxPool2d(3, stride=1, padding=1),
                    self.chain(pool_proj=nn.Conv2d(in_channels, pool_proj, 1)),
                ),
            ]
        )

    @staticmethod
    def chain(**layers):
        chained = OrderedDict()
        for name, layer in layers.items():
            chained[name] = layer
            chained[f"{name}_relu"] = nn.ReLU(inplace=True)
        return nn.Sequential(chained)

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)
