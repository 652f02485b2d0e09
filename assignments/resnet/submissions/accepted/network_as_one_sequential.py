"""The network is an nn.Sequential with names; empty shortcuts are empty nn.Sequentials."""

from collections import OrderedDict

import torch
from torch import nn


class Addition(nn.Module):
    """Both blocks: `sizes` lists the channels and kernels of the branch."""

    def __init__(self, in_channels, sizes, strided, stride):
        super().__init__()
        came = in_channels
        self.depth = len(sizes)
        for number, (channels, kernel) in enumerate(sizes, 1):
            step = stride if number == strided else 1
            convolution = nn.Conv2d(came, channels, kernel, step, kernel // 2, bias=False)
            self.add_module(f"conv{number}", convolution)
            self.add_module(f"bn{number}", nn.BatchNorm2d(channels))
            came = channels
        self.downsample = nn.Sequential()
        if stride > 1 or in_channels != came:
            self.downsample = nn.Sequential(
                nn.Conv2d(in_channels, came, 1, stride, bias=False), nn.BatchNorm2d(came)
            )

    def forward(self, x):
        y = x
        for number in range(1, self.depth + 1):
            y = getattr(self, f"bn{number}")(getattr(self, f"conv{number}")(y))
            y = y.clamp(min=0) if number < self.depth else y + self.downsample(x)
        return torch.maximum(y, torch.zeros_like(y))


class BasicBlock(Addition):
    expansion = 1

    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, [(channels, 3), (channels, 3)], 1, stride)


class Bottleneck(Addition):
    expansion = 4

    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, [(channels, 1), (channels, 3), (4 * channels, 1)], 2, stride)


LAYOUTS = {
    18: (BasicBlock, "2222"),
    34: (BasicBlock, "3463"),
    50: (Bottleneck, "3463"),
    101: (Bottleneck, [3, 4, 23, 3]),
    152: (Bottleneck, [3, 8, 36, 3]),
}


def resnet(depth, num_classes=1000, width=64):
    block, counts = LAYOUTS.get(depth, (None, ()))
    if block is None:
        raise ValueError(f"depth must be one of {list(LAYOUTS)}")
    parts = OrderedDict(
        conv1=nn.Conv2d(3, width, 7, 2, 3, bias=False),
        bn1=nn.BatchNorm2d(width),
        relu=nn.ReLU(),
        maxpool=nn.MaxPool2d(3, 2, 1),
    )
    channels = width
    for stage, count in enumerate(counts):
        wide = width << stage
        first = block(channels, wide, 1 if stage == 0 else 2)
        channels = wide * block.expansion
        rest = [block(channels, wide) for _ in range(int(count) - 1)]
        parts[f"layer{stage + 1}"] = nn.Sequential(first, *rest)
    parts["avgpool"] = nn.AdaptiveAvgPool2d(1)
    parts["flatten"] = nn.Flatten()
    parts["fc"] = nn.Linear(channels, num_classes)
    return nn.Sequential(parts)
