"""Steps without an optimizer, cycles by divmod, copies by copy.deepcopy."""

import copy
import math

import torch


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = -(-total_steps // cycles)
    _, place = divmod(step, length)
    return lr0 * math.cos(math.pi * place / length / 2) ** 2


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = -(-total_steps // cycles)
    ends = {min(start + length, total_steps) - 1 for start in range(0, total_steps, length)}
    snapshots = []
    model.train()
    parameters = list(model.parameters())
    for step in range(total_steps):
        log_probabilities = torch.log_softmax(model(x), dim=1)
        loss = -log_probabilities[torch.arange(len(y), device=y.device), y].mean()
        for parameter in parameters:
            parameter.grad = None
        loss.backward()
        for parameter in parameters:
            parameter.data -= snapshot_schedule(step, total_steps, cycles, lr0) * parameter.grad
        if step in ends:
            snapshots.append(copy.deepcopy(model.state_dict()))
    return snapshots


def average_parameters(snapshots):
    average = copy.deepcopy(snapshots[-1])
    for name, value in average.items():
        if value.is_floating_point():
            value.zero_()
            for snapshot in snapshots:
                value.add_(snapshot[name] / len(snapshots))
    return average


class HeadEnsemble(torch.nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.heads = torch.nn.ModuleList()
        for _ in range(heads):
            self.heads.append(torch.nn.Linear(features, classes))
        self.trunk = trunk

    def forward(self, x):
        features = self.trunk(x)
        weight = torch.stack([head.weight for head in self.heads])
        bias = torch.stack([head.bias for head in self.heads])
        return torch.einsum("nf,mcf->mnc", features, weight) + bias[:, None]

    def predict(self, x):
        with torch.no_grad():
            return torch.log_softmax(self.forward(x), dim=2).exp().mean(dim=0)
