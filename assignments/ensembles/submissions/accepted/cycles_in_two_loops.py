"""A loop over cycles around a loop over steps, as in the paper; a new optimizer each cycle."""

import math

import numpy as np
import torch
import torch.nn.functional as functional
from torch import nn


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = int(np.ceil(total_steps / cycles))
    while step >= length:
        step -= length
    return 0.5 * lr0 * (1.0 + np.cos(np.pi * step / length))


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    criterion = nn.CrossEntropyLoss()
    model.train()
    snapshots = []
    step = 0
    while step < total_steps:
        optimizer = torch.optim.SGD(model.parameters(), lr=lr0)
        for _ in range(min(length, total_steps - step)):
            for group in optimizer.param_groups:
                group["lr"] = snapshot_schedule(step, total_steps, cycles, lr0)
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
            step += 1
        snapshots.append({k: v.detach().clone() for k, v in model.state_dict().items()})
    return snapshots


def average_parameters(snapshots):
    average = {}
    for name in snapshots[0]:
        if snapshots[0][name].dtype in (torch.float64, torch.float32):
            mean = snapshots[0][name].clone()
            for count, snapshot in enumerate(snapshots[1:], start=2):
                mean += (snapshot[name] - mean) / count
            average[name] = mean
        else:
            average[name] = snapshots[-1][name].clone()
    return average


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.trunk = trunk
        self.heads = nn.ModuleList([nn.Linear(features, classes) for _ in range(heads)])

    def forward(self, x):
        features = self.trunk.forward(x)
        logits = x.new_empty(len(self.heads), len(x), self.heads[0].out_features)
        for index, head in enumerate(self.heads):
            logits[index] = head(features)
        return logits

    def predict(self, x):
        probabilities = 0
        for logits in self(x):
            probabilities = probabilities + functional.softmax(logits, dim=1)
        return probabilities / len(self.heads)
