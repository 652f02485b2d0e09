"""Functional ReLU, nn.Identity as empty shortcut, module lists, another order of parts."""

import torch.nn as nn
import torch.nn.functional as F


class BasicBlock(nn.Module):
    expansion = 1

    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        self.downsample = nn.Identity()
        if not (stride == 1 and in_channels == channels):
            self.downsample = nn.Sequential()
            self.downsample.append(nn.Conv2d(in_channels, channels, 1, stride, bias=False))
            self.downsample.append(nn.BatchNorm2d(channels))
        self.bn1, self.bn2 = nn.BatchNorm2d(channels), nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, (3, 3), (1, 1), (1, 1), bias=False)
        self.conv1 = nn.Conv2d(in_channels, channels, (3, 3), (stride, stride), (1, 1), bias=False)

    def forward(self, x):
        shortcut = self.downsample(x)
        return F.relu(shortcut + self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x))))))


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, in_channels, channels, stride=1):
        super().__init__()
        wide = 4 * channels
        same = stride == 1 and in_channels == wide
        self.downsample = (
            nn.Identity()
            if same
            else nn.Sequential(
                nn.Conv2d(in_channels, wide, 1, stride, bias=False), nn.BatchNorm2d(wide)
            )
        )
        self.bn1, self.bn2, self.bn3 = map(nn.BatchNorm2d, (channels, channels, wide))
        self.conv3 = nn.Conv2d(channels, wide, 1, bias=False)
        self.conv2 = nn.Conv2d(channels, channels, 3, stride, 1, bias=False)
        self.conv1 = nn.Conv2d(in_channels, channels, 1, bias=False)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        y = F.relu_(self.bn2(self.conv2(y)))
        return F.relu(self.downsample(x) + self.bn3(self.conv3(y)))


class Stages(nn.Module):
    def __init__(self, block, counts, num_classes, width):
        super().__init__()
        channels = [width * factor for factor in (1, 2, 4, 8)]
        self.fc = nn.Linear(channels[3] * block.expansion, num_classes)
        came = width
        for stage in range(4):
            blocks = nn.ModuleList()
            for index in range(counts[stage]):
                blocks.append(block(came, channels[stage], 2 if stage and not index else 1))
                came = channels[stage] * block.expansion
            setattr(self, f"layer{stage + 1}", blocks)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv1 = nn.Conv2d(3, width, 7, 2, 3, bias=False)

    def forward(self, x):
        x = F.max_pool2d(self.bn1(self.conv1(x)), 3, 2, 1).relu()  # either order: both are monotone
        for blocks in (self.layer1, self.layer2, self.layer3, self.layer4):
            for block in blocks:
                x = block(x)
        return self.fc(F.adaptive_avg_pool2d(x, 1)[:, :, 0, 0])


def resnet(depth, num_classes=1000, width=64):
    table = {
        18: [2] * 4,
        34: [3, 4, 6, 3],
        50: [3, 4, 6, 3],
        101: [3, 4, 23, 3],
        152: [3, 8, 36, 3],
    }
    try:
        counts = table[depth]
    except KeyError:
        raise ValueError(f"there is no ResNet-{depth}") from None
    return Stages(BasicBlock if depth < 50 else Bottleneck, counts, num_classes, width)
