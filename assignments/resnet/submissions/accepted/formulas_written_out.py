"""Convolutions as products with unfolded images, BatchNorm and pooling by their formulas."""

import torch
from torch import nn
from torch.nn import functional as F


class BatchNorm2d(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))
        self.register_buffer("num_batches_tracked", torch.tensor(0))

    def forward(self, x):
        mean, variance = self.running_mean, self.running_var
        if self.training:
            mean, variance = x.mean((0, 2, 3)), x.var((0, 2, 3), correction=0)
            with torch.no_grad():
                n = x.numel() / x.shape[1]
                self.num_batches_tracked += 1
                self.running_mean.lerp_(mean.to(self.weight.dtype), 0.1)  # autocast's is another
                self.running_var.lerp_((variance * n / (n - 1)).to(self.weight.dtype), 0.1)
        scale = (self.weight / (variance + 1e-5).sqrt())[:, None, None]
        return (x - mean[:, None, None]) * scale + self.bias[:, None, None]


class Convolution(nn.Module):
    def __init__(self, in_channels, channels, kernel, stride=1):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(channels, in_channels, kernel, kernel))
        self.stride = stride

    def forward(self, x):
        kernel = self.weight.shape[2]
        if kernel == 1:
            x = x[:, :, :: self.stride, :: self.stride]
            return torch.einsum("nchw,oc->nohw", x, self.weight[:, :, 0, 0])
        columns = F.unfold(x, kernel, padding=kernel // 2, stride=self.stride)
        height = (x.shape[2] - 1) // self.stride + 1
        return (self.weight.flatten(1) @ columns).unflatten(2, (height, -1))


class Block(nn.Module):
    def __init__(self, in_channels, out_channels, stride):
        super().__init__()
        self.downsample = None
        if stride != 1 or in_channels != out_channels:
            self.downsample = nn.ModuleList(
                [Convolution(in_channels, out_channels, 1, stride), BatchNorm2d(out_channels)]
            )

    def join(self, x, branch):
        if self.downsample is not None:
            for layer in self.downsample:
                x = layer(x)
        total = x + branch
        return total * (total > 0)


class BasicBlock(Block):
    expansion = 1

    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv1 = Convolution(in_channels, channels, 3, stride)
        self.bn1 = BatchNorm2d(channels)
        self.conv2 = Convolution(channels, channels, 3)
        self.bn2 = BatchNorm2d(channels)

    def forward(self, x):
        first = self.bn1(self.conv1(x))
        return self.join(x, self.bn2(self.conv2(torch.where(first > 0, first, 0.0))))


class Bottleneck(Block):
    expansion = 4

    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, 4 * channels, stride)
        self.conv1 = Convolution(in_channels, channels, 1)
        self.bn1 = BatchNorm2d(channels)
        self.conv2 = Convolution(channels, channels, 3, stride)
        self.bn2 = BatchNorm2d(channels)
        self.conv3 = Convolution(channels, 4 * channels, 1)
        self.bn3 = BatchNorm2d(4 * channels)

    def forward(self, x):
        first = self.bn1(self.conv1(x))
        second = self.bn2(self.conv2(torch.where(first > 0, first, 0.0)))
        return self.join(x, self.bn3(self.conv3(torch.where(second > 0, second, 0.0))))


class Whole(nn.Module):
    def __init__(self, block, counts, num_classes, width):
        super().__init__()
        self.conv1 = Convolution(3, width, 7, 2)
        self.bn1 = BatchNorm2d(width)
        came = width
        for number, count in enumerate(counts, 1):
            wide = width * 2 ** (number - 1)
            stage = []
            for index in range(count):
                stage.append(block(came, wide, stride=2 if number > 1 and index == 0 else 1))
                came = wide * block.expansion
            self.__setattr__(f"layer{number}", nn.Sequential(*stage))
        self.fc = nn.Linear(came, num_classes)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        padded = F.pad(x, (1, 1, 1, 1))  # zeros do: after a ReLU nothing is smaller
        x = padded.unfold(2, 3, 2).unfold(3, 3, 2).amax((4, 5))
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        return F.linear(x.flatten(2).mean(2), *self.fc.parameters())


def resnet(depth, num_classes=1000, width=64):
    known = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3)}
    known |= {101: (3, 4, 23, 3), 152: (3, 8, 36, 3)}
    if depth not in known:
        raise ValueError(depth)
    return Whole(Bottleneck if depth >= 50 else BasicBlock, known[depth], num_classes, width)
