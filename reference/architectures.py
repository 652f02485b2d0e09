"""Convolutional networks from LeNet-5 to GoogLeNet: their sizes on paper, and in PyTorch.

CS 182 discussion 4, section 1. The first four functions do the arithmetic that one does before a
network is built: they take a network written down as a list of layers, in plain Python, and nothing
is computed on images. The classes after them are the networks.

A layer is a dict with a "type":

    {"type": "conv", "channels": 64, "kernel": 11}    channels: how many come out
    {"type": "pool", "kernel": 3}                     maximum or average, channel by channel
    {"type": "adaptive_pool", "size": 6}              to size x size, whatever comes in
    {"type": "relu"}, {"type": "tanh"}, {"type": "dropout"}
    {"type": "flatten"}                               (C, H, W) to one axis
    {"type": "linear", "features": 4096}              features: how many come out

Kernels are square. "conv" and "pool" may also have

    stride      the step from one window to the next; 1 if it is missing, in "pool" too (where
                torch would take the kernel's size)
    padding     rows and columns added on each of the four sides; 0 if it is missing
    dilation    the step from one tap of the kernel to the next; 1 if it is missing

and "conv" and "linear" a bias, a number for each output channel or feature, unless they have
"bias": False. For example, the beginning of AlexNet:

    [{"type": "conv", "channels": 64, "kernel": 11, "stride": 4, "padding": 2},
     {"type": "relu"},
     {"type": "pool", "kernel": 3, "stride": 2}]
"""

import math
from collections import OrderedDict
from typing import Any

import torch
from torch import Tensor, nn

Layer = dict[str, Any]


def conv_output_size(
    size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1
) -> int:
    """How many places a window takes along one axis: the output size of a convolution or pooling.

    size      of the input along the axis: H or W
    kernel    taps of the window along the axis
    stride    the step from one place of the window to the next
    padding   zeros added on each of the two sides
    dilation  the step from one tap of the window to the next

    Returns an int. The window lies wholly inside the padded input at every place; what is left over
    at the far end, too short for another step, is not used.

    Where to start: from its first to its last tap, how long is the window? How far can its first
    tap move before the last one falls off? (Dumoulin & Visin 2016, "A guide to convolution
    arithmetic for deep learning".)
    """
    # BEGIN SOLUTION
    extent = dilation * (kernel - 1) + 1
    return (size + 2 * padding - extent) // stride + 1
    # END SOLUTION


def output_shapes(shape: tuple[int, ...], layers: list[Layer]) -> list[tuple[int, ...]]:
    """The shape of one sample after every layer, without the axis of the batch.

    shape   of the input: (C, H, W), height before width; or (D,) where the layers begin with a
            linear one
    layers  as at the top of this file

    Returns a list with a shape for each layer, layers that change nothing included: tuples of ints,
    (C, H, W) or (D,).

    For example, an input of (3, 224, 224) leaves the three layers at the top of this file as
    [(64, 55, 55), (64, 55, 55), (64, 27, 27)].

    Where to start: a loop that carries one shape along. Which of its numbers does each type change?
    """
    # BEGIN SOLUTION
    shapes = []
    for layer in layers:
        match layer["type"]:
            case "conv" | "pool":
                channels = layer.get("channels", shape[0])
                shape = (channels, *(conv_output_size(size, *_window(layer)) for size in shape[1:]))
            case "adaptive_pool":
                shape = (shape[0], layer["size"], layer["size"])
            case "flatten":
                shape = (math.prod(shape),)
            case "linear":
                shape = (layer["features"],)
        shapes.append(shape)
    return shapes
    # END SOLUTION


# BEGIN SOLUTION
def _window(layer: Layer) -> tuple[int, int, int, int]:
    """Kernel, stride, padding and dilation of a layer, (1, 1, 0, 1) for one without a window."""
    stride, padding, dilation = (layer.get(k, d) for k, d in DEFAULTS.items())
    return layer.get("kernel", 1), stride, padding, dilation


DEFAULTS = {"stride": 1, "padding": 0, "dilation": 1}


# END SOLUTION


def receptive_field(layers: list[Layer]) -> int:
    """How many places of the input, along one axis, one place of the last layer's output can see.

    layers  convolutions, pooling layers, and layers that work place by place (relu, tanh, dropout)

    Returns an int: the side of the square of input pixels that one output value depends on, as if
    the image had no border. Padding moves this square and does not resize it. Without any layer it
    is 1: every place sees itself.

    Two numbers are carried from layer to layer: the receptive field r, and the jump j, the distance
    on the input between two neighbouring places of the output. Both are 1 at first. A layer adds
    to r what its outermost taps reach beyond a single tap, which is measured in jumps of the layer
    *below*; then its stride makes the jump larger.

    Where to start: two 3 x 3 convolutions, drawn along one axis, then the same with stride 2 in the
    first one. (Araujo, Norris & Sim 2019, "Computing receptive fields of convolutional neural
    networks", Distill, derives the recursion in the other direction.)
    """
    # BEGIN SOLUTION
    field = jump = 1
    for layer in layers:
        kernel, stride, _, dilation = _window(layer)
        field += dilation * (kernel - 1) * jump
        jump *= stride
    return field
    # END SOLUTION


def parameter_counts(shape: tuple[int, ...], layers: list[Layer]) -> list[int]:
    """How many numbers each layer learns: weights and biases.

    shape   of one sample of the input: (C, H, W), or (D,)
    layers  as at the top of this file

    Returns a list with an int for each layer, 0 where nothing is learned.

    A convolution has a kernel x kernel window for every pair of an input and an output channel, and
    moves the same one over the whole image. A linear layer has a weight for every pair of an input
    and an output feature. Both have a bias for every output, unless the layer has "bias": False.

    Where to start: a layer's own dict doesn't tell how many channels or features come in, but you
    have written a function that does.
    """
    # BEGIN SOLUTION
    counts = []
    for layer, (inputs, *_) in zip(layers, [shape, *output_shapes(shape, layers)], strict=False):
        outputs = {"conv": "channels", "linear": "features"}.get(layer["type"])
        weights = inputs * layer.get("kernel", 1) ** 2 + layer.get("bias", True)
        counts.append(layer[outputs] * weights if outputs else 0)
    return counts
    # END SOLUTION


# The networks. Each docstring names the layers that have parameters: attributes of the module, such
# as self.conv1, so that weights can be copied from one solution into another. Containers around or
# within them don't matter: conv1.weight, features.conv1.weight and conv1.0.weight all count as
# conv1.weight. Layers without parameters may have any name, or be functions. No network ends with a
# softmax: that is part of the loss, nn.CrossEntropyLoss.


class LeNet5(nn.Module):
    """LeNet-5, for one-channel images of 32 x 32. 61,706 parameters for 10 classes.

    name    layer                                   output of one sample
    conv1   5 x 5 convolution, 6 channels           (6, 28, 28)
            tanh, then 2 x 2 average, stride 2      (6, 14, 14)
    conv2   5 x 5 convolution, 16 channels          (16, 10, 10)
            tanh, then 2 x 2 average, stride 2      (16, 5, 5)
            flatten, channel by channel             (400,)
    fc1     linear, then tanh                       (120,)
    fc2     linear, then tanh                       (84,)
    fc3     linear                                  (num_classes,)

    Every layer with a name has a bias; no convolution is padded.

    tanh and average pooling are those of 1998: what ReLU and max pooling changed is AlexNet's
    story. Three things of the paper have gone out of use, here too: its averages had a weight and a
    bias for each channel, conv2 saw only some of the channels of conv1, and the last layer measured
    distances to drawn digits. (LeCun, Bottou, Bengio & Haffner 1998, "Gradient-based learning
    applied to document recognition", section II.B.)
    """

    def __init__(self, num_classes: int = 10) -> None:
        """Set up the five layers that have parameters.

        Where to start: nn.Conv2d and nn.Linear, with the sizes of the table.
        """
        super().__init__()
        # BEGIN SOLUTION
        self.conv1 = nn.Conv2d(1, 6, 5)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(16 * 5 * 5, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, num_classes)
        self.pool = nn.AvgPool2d(2)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """From images (N, 1, 32, 32) to logits (N, num_classes).

        Where to start: the table, one row a line.
        """
        # BEGIN SOLUTION
        x = self.pool(torch.tanh(self.conv1(x)))
        x = self.pool(torch.tanh(self.conv2(x)))
        x = torch.tanh(self.fc1(x.flatten(1)))
        x = torch.tanh(self.fc2(x))
        return self.fc3(x)
        # END SOLUTION


class AlexNet(nn.Module):
    """AlexNet on one device, as torchvision has it. 61,100,840 parameters by default.

    name    layer                                          output for 224 x 224, width 64
    conv1   11 x 11 convolution, width channels,
            stride 4, padding 2; ReLU                      (64, 55, 55)
            3 x 3 maximum, stride 2                        (64, 27, 27)
    conv2   5 x 5 convolution, 3 width channels,
            padding 2; ReLU                                (192, 27, 27)
            3 x 3 maximum, stride 2                        (192, 13, 13)
    conv3   3 x 3, 6 width channels, padding 1; ReLU       (384, 13, 13)
    conv4   3 x 3, 4 width channels, padding 1; ReLU       (256, 13, 13)
    conv5   3 x 3, 4 width channels, padding 1; ReLU       (256, 13, 13)
            3 x 3 maximum, stride 2                        (256, 6, 6)
            adaptive average to 6 x 6                      (256, 6, 6)
            flatten, channel by channel; dropout           (9216,)
    fc6     linear, then ReLU; dropout                     (hidden,)
    fc7     linear, then ReLU                              (hidden,)
    fc8     linear                                         (num_classes,)

    Every layer with a name has a bias. The adaptive average lets the linear layers see 6 x 6 places
    whatever the size of the images (63 x 63 at least); for 224 x 224 it changes nothing.

    `dropout` is the probability with which each dropout layer drops a number. As in nn.Dropout, it
    drops in training only, and scales what it keeps by 1 / (1 - dropout).

    (Krizhevsky, Sutskever & Hinton 2012, "ImageNet classification with deep convolutional neural
    networks". The channel counts are those of Krizhevsky 2014, "One weird trick for parallelizing
    convolutional neural networks"; local response normalization is left out.)
    """

    def __init__(
        self, num_classes: int = 1000, width: int = 64, hidden: int = 4096, dropout: float = 0.5
    ) -> None:
        """Set up the layers of the table, for images of three channels.

        Where to start: write down the input and output channels of conv1 to conv5 in terms of
        width, and the number of features that fc6 gets.
        """
        super().__init__()
        # BEGIN SOLUTION
        self.conv1 = nn.Conv2d(3, width, 11, stride=4, padding=2)
        self.conv2 = nn.Conv2d(width, 3 * width, 5, padding=2)
        self.conv3 = nn.Conv2d(3 * width, 6 * width, 3, padding=1)
        self.conv4 = nn.Conv2d(6 * width, 4 * width, 3, padding=1)
        self.conv5 = nn.Conv2d(4 * width, 4 * width, 3, padding=1)
        self.pool = nn.MaxPool2d(3, stride=2)
        self.adaptive_pool = nn.AdaptiveAvgPool2d(6)
        self.dropout = nn.Dropout(dropout)
        self.fc6 = nn.Linear(4 * width * 6 * 6, hidden)
        self.fc7 = nn.Linear(hidden, hidden)
        self.fc8 = nn.Linear(hidden, num_classes)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """From images (N, 3, H, W) to logits (N, num_classes).

        Where to start: the table, one row a line; mind which rows have a ReLU.
        """
        # BEGIN SOLUTION
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = torch.relu(self.conv3(x))
        x = torch.relu(self.conv4(x))
        x = self.pool(torch.relu(self.conv5(x)))
        x = self.adaptive_pool(x).flatten(1)
        x = torch.relu(self.fc6(self.dropout(x)))
        x = torch.relu(self.fc7(self.dropout(x)))
        return self.fc8(x)
        # END SOLUTION


class VGG(nn.Module):
    """VGG with 11 or 16 layers that have parameters. 138,357,544 parameters for 16, by default.

    Five blocks of 3 x 3 convolutions with padding 1, a ReLU after each, and a 2 x 2 maximum with
    stride 2 at the end of each block:

    block                        1       2         3         4         5
    convolutions in VGG-11       1       1         2         2         2
    convolutions in VGG-16       2       2         3         3         3
    channels of all of them      width   2 width   4 width   8 width   8 width

    Convolution i of block b is named convb_i: conv1_1, conv1_2, ..., conv5_3. Then

            adaptive average to 7 x 7; flatten, channel by channel
    fc6     linear to hidden features, then ReLU; dropout
    fc7     linear to hidden features, then ReLU; dropout
    fc8     linear to num_classes

    Every layer with a name has a bias, and there is no normalization: batch normalization was
    published some months later. `dropout` is the probability of dropping, as in AlexNet; note that
    it stands elsewhere. (Simonyan & Zisserman 2015, "Very deep convolutional networks for
    large-scale image recognition", table 1, columns A and D.)
    """

    def __init__(
        self,
        depth: int = 16,
        num_classes: int = 1000,
        width: int = 64,
        hidden: int = 4096,
        dropout: float = 0.5,
    ) -> None:
        """Set up the network with `depth` 11 or 16, for images of three channels.

        Where to start: a loop over the blocks, in it a loop over a block's convolutions, and a
        variable for the channels that come in. Layers made in a loop get their names from
        self.add_module(name, layer), or from an nn.Sequential around an OrderedDict.
        """
        super().__init__()
        # BEGIN SOLUTION
        channels, layers = 3, OrderedDict[str, nn.Module]()
        for block, convolutions in enumerate(VGG_BLOCKS[depth], 1):
            wide = width * min(2 ** (block - 1), 8)
            for i in range(1, convolutions + 1):
                layers[f"conv{block}_{i}"] = nn.Conv2d(channels, wide, 3, padding=1)
                layers[f"relu{block}_{i}"] = nn.ReLU()
                channels = wide
            layers[f"pool{block}"] = nn.MaxPool2d(2)
        self.features = nn.Sequential(layers)
        self.adaptive_pool = nn.AdaptiveAvgPool2d(7)
        self.dropout = nn.Dropout(dropout)
        self.fc6 = nn.Linear(channels * 7 * 7, hidden)
        self.fc7 = nn.Linear(hidden, hidden)
        self.fc8 = nn.Linear(hidden, num_classes)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """From images (N, 3, H, W), 32 x 32 at least, to logits (N, num_classes).

        Where to start: your loop of __init__ has left the convolutions in their order.
        """
        # BEGIN SOLUTION
        x = self.adaptive_pool(self.features(x)).flatten(1)
        x = self.dropout(torch.relu(self.fc6(x)))
        x = self.dropout(torch.relu(self.fc7(x)))
        return self.fc8(x)
        # END SOLUTION


# BEGIN SOLUTION
VGG_BLOCKS = {11: (1, 1, 2, 2, 2), 16: (2, 2, 3, 3, 3)}


# END SOLUTION


class Inception(nn.Module):
    """The block that GoogLeNet repeats nine times: four branches side by side.

    Each branch gets the whole input, keeps its height and width, and has its own channel count:

    branch   layers, each with its name and output channels
    1        conv1x1 (ch1x1)
    2        reduce3x3, a 1 x 1 convolution (ch3x3red), then conv3x3 (ch3x3), padding 1
    3        reduce5x5, a 1 x 1 convolution (ch5x5red), then conv5x5 (ch5x5), padding 2
    4        3 x 3 maximum, stride 1, padding 1, then pool_proj, a 1 x 1 convolution (pool_proj)

    The outputs are concatenated along the channels, in this order. Every convolution has a bias and
    a ReLU after it, the reducing ones too. The 5 x 5 is a real one (torchvision's GoogLeNet has a
    3 x 3 there, by an old mistake, and batch normalization, which is younger than the paper).

    For example, the first block of GoogLeNet is Inception(192, 64, 96, 128, 16, 32, 32): 192
    channels in, 64 + 128 + 32 + 32 = 256 channels out, 163,696 parameters. (Szegedy et al. 2015,
    "Going deeper with convolutions", figure 2(b) and table 1, row 3a.)
    """

    def __init__(
        self,
        in_channels: int,
        ch1x1: int,
        ch3x3red: int,
        ch3x3: int,
        ch5x5red: int,
        ch5x5: int,
        pool_proj: int,
    ) -> None:
        """Set up the six convolutions of the table.

        Where to start: for each, what comes in? Four of them see the block's input.
        """
        super().__init__()
        # BEGIN SOLUTION
        self.conv1x1 = nn.Conv2d(in_channels, ch1x1, 1)
        self.reduce3x3 = nn.Conv2d(in_channels, ch3x3red, 1)
        self.conv3x3 = nn.Conv2d(ch3x3red, ch3x3, 3, padding=1)
        self.reduce5x5 = nn.Conv2d(in_channels, ch5x5red, 1)
        self.conv5x5 = nn.Conv2d(ch5x5red, ch5x5, 5, padding=2)
        self.pool = nn.MaxPool2d(3, stride=1, padding=1)
        self.pool_proj = nn.Conv2d(in_channels, pool_proj, 1)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """From (N, in_channels, H, W) to (N, ch1x1 + ch3x3 + ch5x5 + pool_proj, H, W).

        Where to start: one line a branch, then torch.cat.
        """
        # BEGIN SOLUTION
        small = self.conv1x1(x)
        middle = self.conv3x3(torch.relu(self.reduce3x3(x)))
        large = self.conv5x5(torch.relu(self.reduce5x5(x)))
        pooled = self.pool_proj(self.pool(x))
        return torch.relu(torch.cat([small, middle, large, pooled], dim=1))
        # END SOLUTION
