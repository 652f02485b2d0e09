"""Layers as attributes in another order, all else as functions; the maximum before the ReLU."""

import torch
import torch.nn.functional as F
from torch import nn


class LeNet5(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.fc3 = nn.Linear(in_features=84, out_features=num_classes, bias=True)
        self.fc2 = nn.Linear(in_features=120, out_features=84)
        self.fc1 = nn.Linear(in_features=16 * 5**2, out_features=120)
        self.conv2 = nn.Conv2d(6, 16, (5, 5))
        self.conv1 = nn.Conv2d(1, 6, (5, 5), stride=(1, 1), padding=(0, 0))

    def forward(self, x):
        n = x.size(0)
        h = F.avg_pool2d(F.tanh(self.conv1(x)), 2)
        h = F.avg_pool2d(self.conv2(h).tanh(), (2, 2), stride=(2, 2))
        h = h.view(n, -1)
        for layer in (self.fc1, self.fc2):
            h = layer(h).tanh_()
        return self.fc3(h)


class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__()
        self.p = dropout
        widths = [3, width, 3 * width, 6 * width, 4 * width, 4 * width]
        kernels = [11, 5, 3, 3, 3]
        for i, kernel in enumerate(kernels):
            stride, padding = (4, 2) if i == 0 else (1, kernel // 2)
            conv = nn.Conv2d(widths[i], widths[i + 1], kernel, stride, padding)
            setattr(self, f"conv{i + 1}", conv)
        self.fc6 = nn.Linear(widths[-1] * 36, hidden)
        self.fc7 = nn.Linear(hidden, hidden)
        self.fc8 = nn.Linear(hidden, num_classes)

    def forward(self, x):
        for i in range(1, 6):
            x = getattr(self, f"conv{i}")(x)
            if i in (1, 2, 5):
                x = F.max_pool2d(x, 3, 2)
            x = F.relu(x)
        x = F.adaptive_avg_pool2d(x, (6, 6))
        x = torch.reshape(x, (len(x), -1))
        x = F.relu(self.fc6(F.dropout(x, self.p, self.training)))
        x = F.relu(self.fc7(F.dropout(x, self.p, self.training)))
        return self.fc8(x)


class VGG(nn.Module):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__()
        self.p = dropout
        self.blocks = nn.ModuleList()
        inputs = 3
        for block in range(5):
            outputs = [width, 2 * width, 4 * width, 8 * width, 8 * width][block]
            convolutions = nn.ModuleDict()
            small = 1 if block < 2 else 2
            for i in range(small if depth == 11 else small + 1):
                convolutions[f"conv{block + 1}_{i + 1}"] = nn.Conv2d(inputs, outputs, 3, padding=1)
                inputs = outputs
            self.blocks.append(convolutions)
        self.fc6, self.fc7 = nn.Linear(inputs * 49, hidden), nn.Linear(hidden, hidden)
        self.fc8 = nn.Linear(hidden, num_classes)

    def forward(self, x):
        for block in self.blocks:
            *others, last = block.values()
            for convolution in others:
                x = convolution(x).clamp(min=0)
            x = F.max_pool2d(last(x), 2, stride=2).clamp(min=0)
        x = torch.flatten(F.adaptive_avg_pool2d(x, 7), start_dim=1)
        for layer in (self.fc6, self.fc7):
            x = F.dropout(F.relu(layer(x)), p=self.p, training=self.training)
        return self.fc8(x)


class Inception(nn.Module):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__()
        self.pool_proj = nn.Conv2d(in_channels, pool_proj, 1)
        self.reduce5x5 = nn.Conv2d(in_channels, ch5x5red, 1)
        self.reduce3x3 = nn.Conv2d(in_channels, ch3x3red, 1)
        self.conv5x5 = nn.Conv2d(ch5x5red, ch5x5, 5, padding="same")
        self.conv3x3 = nn.Conv2d(ch3x3red, ch3x3, 3, padding="same")
        self.conv1x1 = nn.Conv2d(in_channels, ch1x1, 1)

    def forward(self, x):
        padded = F.pad(x, (1, 1, 1, 1), value=float("-inf"))
        outputs = (
            F.relu(self.conv1x1(x)),
            F.relu(self.conv3x3(F.relu(self.reduce3x3(x)))),
            F.relu(self.conv5x5(F.relu(self.reduce5x5(x)))),
            F.relu(self.pool_proj(F.max_pool2d(padded, 3, 1))),
        )
        return torch.concat(outputs, dim=-3)
