"""Convolutions, linear layers, pooling and dropout from matrix products, unfolding and masks."""

import torch
import torch.nn.functional as F
from torch import nn


class Convolution(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride=1, padding=0):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs, kernel, kernel))
        self.bias = nn.Parameter(torch.zeros(outputs))
        nn.init.normal_(self.weight, std=0.05)
        self.stride, self.padding = stride, padding

    def forward(self, x):
        padded = F.pad(x, 4 * (self.padding,))
        kernel = self.weight.shape[-1]
        windows = padded.unfold(2, kernel, self.stride).unfold(3, kernel, self.stride)
        out = torch.einsum("nchwij,kcij->nkhw", windows, self.weight)
        return out + self.bias[:, None, None]


class Dense(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(outputs, inputs) / inputs**0.5)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x):
        return x @ self.weight.T + self.bias


def relu(x):
    return x * (x > 0)


def windows(x, kernel, stride):
    return x.unfold(2, kernel, stride).unfold(3, kernel, stride).flatten(-2)


def averages(x, size):
    """The adaptive average: window i reaches from floor(i H / size) to ceil((i + 1) H / size)."""

    def along(x, axis):
        length = x.shape[axis]
        parts = []
        for i in range(size):
            first, end = i * length // size, -(-(i + 1) * length // size)
            parts.append(x.narrow(axis, first, end - first).mean(axis, keepdim=True))
        return torch.cat(parts, axis)

    return along(along(x, 2), 3)


class Classifier(nn.Module):
    """fc6 to fc8 of both networks."""

    def head(self, features, hidden, num_classes, dropout):
        self.fc6, self.fc7 = Dense(features, hidden), Dense(hidden, hidden)
        self.fc8 = Dense(hidden, num_classes)
        self.keep = 1 - dropout

    def drop(self, x):
        if not self.training:
            return x
        return x * torch.bernoulli(torch.full_like(x, self.keep)) / self.keep


class LeNet5(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1, self.conv2 = Convolution(1, 6, 5), Convolution(6, 16, 5)
        self.fc1, self.fc2, self.fc3 = Dense(400, 120), Dense(120, 84), Dense(84, num_classes)

    def forward(self, x):
        for convolution in (self.conv1, self.conv2):
            x = windows(convolution(x).tanh(), 2, 2).mean(-1)
        x = x.reshape(x.shape[0], 400)
        return self.fc3(self.fc2(self.fc1(x).tanh()).tanh())


class AlexNet(Classifier):
    def __init__(self, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__()
        w = width
        self.conv1, self.conv2 = Convolution(3, w, 11, 4, 2), Convolution(w, 3 * w, 5, 1, 2)
        self.conv3, self.conv4, self.conv5 = (
            Convolution(a * w, b * w, 3, 1, 1) for a, b in ((3, 6), (6, 4), (4, 4))
        )
        self.head(144 * w, hidden, num_classes, dropout)

    def forward(self, x):
        x = windows(relu(self.conv1(x)), 3, 2).amax(-1)
        x = windows(relu(self.conv2(x)), 3, 2).amax(-1)
        x = relu(self.conv5(relu(self.conv4(relu(self.conv3(x))))))
        x = averages(windows(x, 3, 2).amax(-1), 6).flatten(1)
        x = relu(self.fc6(self.drop(x)))
        return self.fc8(relu(self.fc7(self.drop(x))))


class VGG(Classifier):
    def __init__(self, depth=16, num_classes=1000, width=64, hidden=4096, dropout=0.5):
        super().__init__()
        self.order = []
        inputs = 3
        for block, convolutions in enumerate({11: "11222", 16: "22333"}[depth]):
            for i in range(int(convolutions)):
                name = f"conv{block + 1}_{i + 1}"
                outputs = width << min(block, 3)
                self.add_module(name, Convolution(inputs, outputs, 3, padding=1))
                self.order.append(name)
                inputs = outputs
            self.order.append("pool")
        self.head(49 * inputs, hidden, num_classes, dropout)

    def forward(self, x):
        for name in self.order:
            layer = getattr(self, name, None)
            x = relu(layer(x)) if layer else windows(x, 2, 2).amax(-1)
        x = averages(x, 7).flatten(1)
        x = self.drop(relu(self.fc6(x)))
        return self.fc8(self.drop(relu(self.fc7(x))))


class Inception(nn.Module):
    def __init__(self, in_channels, ch1x1, ch3x3red, ch3x3, ch5x5red, ch5x5, pool_proj):
        super().__init__()
        self.conv1x1 = Convolution(in_channels, ch1x1, 1)
        self.reduce3x3 = Convolution(in_channels, ch3x3red, 1)
        self.conv3x3 = Convolution(ch3x3red, ch3x3, 3, padding=1)
        self.reduce5x5 = Convolution(in_channels, ch5x5red, 1)
        self.conv5x5 = Convolution(ch5x5red, ch5x5, 5, padding=2)
        self.pool_proj = Convolution(in_channels, pool_proj, 1)

    def forward(self, x):
        n, _, h, w = x.shape
        around = F.pad(x, (1, 1, 1, 1), value=-torch.inf)
        shifted = [around[:, :, i : i + h, j : j + w] for i in range(3) for j in range(3)]
        parts = [
            self.conv1x1(x),
            self.conv3x3(relu(self.reduce3x3(x))),
            self.conv5x5(relu(self.reduce5x5(x))),
            self.pool_proj(torch.stack(shifted).amax(0)),
        ]
        out = x.new_empty(n, sum(part.shape[1] for part in parts), h, w)
        first = 0
        for part in parts:
            out[:, first : first + part.shape[1]] = relu(part)
            first += part.shape[1]
        return out
