"""A convolution and its activation as one module; dropout before the ReLU; no two alike."""

import torch
from torch import nn


class ConvolutionReLU(nn.Module):
    def __init__(self, *sizes, **settings):
        super().__init__()
        self.conv = nn.Conv2d(*sizes, **settings)

    def forward(self, x):
        return torch.maximum(self.conv(x), x.new_zeros(()))


class LeNet5(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1 = nn.Sequential(nn.Conv2d(1, 6, 5), nn.Tanh(), nn.AdaptiveAvgPool2d(14))
        self.conv2 = nn.Sequential(nn.Conv2d(6, 16, 5), nn.Tanh(), nn.AdaptiveAvgPool2d(5))
        self.fc1 = nn.Sequential(nn.Flatten(), nn.Linear(400, 120), nn.Tanh())
        self.fc2 = nn.Sequential(nn.Linear(120, 84), nn.Tanh())
        self.fc3 = nn.Linear(84, num_classes)

    def forward(self, x):
        for stage in self.children():
            x = stage(x)
        return x


class AlexNet(nn.Module):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__()
        w = width
        self.conv1 = ConvolutionReLU(3, w, 11, stride=4, padding=2)
        self.conv2 = ConvolutionReLU(w, 3 * w, 5, padding=2)
        self.conv3 = ConvolutionReLU(3 * w, 6 * w, 3, padding=1)
        self.conv4 = ConvolutionReLU(6 * w, 4 * w, 3, padding=1)
        self.conv5 = ConvolutionReLU(4 * w, 4 * w, 3, padding=1)
        self.between = nn.MaxPool2d((3, 3), (2, 2))
        self.fc6 = nn.Sequential(nn.Dropout(dropout), nn.Linear(144 * w, hidden), nn.ReLU())
        self.fc7 = nn.Sequential(nn.Dropout(dropout), nn.Linear(hidden, hidden), nn.ReLU())
        self.fc8 = nn.Linear(hidden, num_classes)

    def forward(self, x):
        x = self.between(self.conv2(self.between(self.conv1(x))))
        x = self.between(self.conv5(self.conv4(self.conv3(x))))
        x = nn.functional.adaptive_avg_pool2d(x, 6)
        return self.fc8(self.fc7(self.fc6(x.view(x.shape[0], -1))))


class VGG(nn.Module):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__()
        counts = [1, 1, 2, 2, 2] if depth == 11 else [2, 2, 3, 3, 3]
        inputs = 3
        stages = []
        for block, count in enumerate(counts, start=1):
            outputs = (1, 2, 4, 8, 8)[block - 1] * width
            stage = nn.Sequential()
            for i in range(1, count + 1):
                wrapped = ConvolutionReLU(inputs, outputs, kernel_size=3, padding="same")
                stage.add_module(f"conv{block}_{i}", wrapped)
                inputs = outputs
            stages += [stage, nn.MaxPool2d(2, 2)]
        self.features = nn.Sequential(*stages, nn.AdaptiveAvgPool2d((7, 7)), nn.Flatten())
        self.fc6 = nn.Linear(7 * 7 * inputs, hidden)
        self.fc7 = nn.Linear(hidden, hidden)
        self.fc8 = nn.Linear(hidden, num_classes)
        self.drop, self.relu = nn.Dropout(dropout), nn.ReLU()

    def forward(self, x):
        x = self.relu(self.drop(self.fc6(self.features(x))))
        x = self.relu(self.drop(self.fc7(x)))
        return self.fc8(x)


class Inception(nn.Module):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__()
        self.conv1x1 = ConvolutionReLU(in_channels, ch1x1, 1)
        self.reduce3x3 = ConvolutionReLU(in_channels, ch3x3red, 1)
        self.conv3x3 = ConvolutionReLU(ch3x3red, ch3x3, 3, padding=1)
        self.reduce5x5 = ConvolutionReLU(in_channels, ch5x5red, 1)
        self.conv5x5 = ConvolutionReLU(ch5x5red, ch5x5, 5, padding=2)
        self.pool_proj = nn.Sequential(
            nn.MaxPool2d(3, 1, 1), nn.Conv2d(in_channels, pool_proj, 1), nn.ReLU(inplace=True)
        )

    def forward(self, x):
        first = torch.cat([self.conv1x1(x), self.conv3x3(self.reduce3x3(x))], dim=1)
        return torch.cat([first, self.conv5x5(self.reduce5x5(x)), self.pool_proj(x)], dim=1)
