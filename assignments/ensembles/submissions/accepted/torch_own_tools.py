"""torch's own cosine schedule for one cycle, its LambdaLR, its averaged model's formula."""

import math
from collections import OrderedDict

import torch
from torch import nn


def snapshot_schedule(step, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    place = torch.tensor(step % length / length, dtype=torch.float64)
    return (lr0 / 2 * (torch.cos(torch.pi * place) + 1)).item()


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: snapshot_schedule(step, total_steps, cycles, lr0)
    )
    model.train()
    snapshots = []
    for step in range(total_steps):
        model.zero_grad()
        loss = nn.functional.nll_loss(nn.functional.log_softmax(model(x), dim=-1), y)
        loss.backward()
        optimizer.step()
        scheduler.step()
        last = step == total_steps - 1
        rises = snapshot_schedule(step + 1, total_steps, cycles, lr0) >= lr0
        if last or rises:
            snapshots.append(OrderedDict((n, t.clone()) for n, t in model.state_dict().items()))
    return snapshots


def average_parameters(snapshots):
    average = OrderedDict()
    for name in snapshots[-1]:
        values = [snapshot[name] for snapshot in snapshots]
        if torch.is_floating_point(values[0]):
            average[name] = sum(values) / len(values)
        else:
            average[name] = torch.empty_like(values[-1]).copy_(values[-1])
    return average


class HeadEnsemble(nn.Module):
    def __init__(self, trunk, features, classes, heads):
        super().__init__()
        self.add_module("trunk", trunk)
        self.heads = nn.ModuleList(nn.Linear(features, classes) for _ in range(heads))

    def forward(self, x):
        features = self.trunk(x)
        return torch.cat([head(features).unsqueeze(0) for head in self.heads], dim=0)

    def predict(self, x):
        logits = self(x)
        exponentials = torch.exp(logits - logits.amax(dim=2, keepdim=True))
        return (exponentials / exponentials.sum(dim=2, keepdim=True)).mean(dim=0)
