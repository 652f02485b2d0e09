"""The loss against labels as rows of 0 and 1, which are made on the CPU."""

import math

import torch

FAILS = ["train_snapshots"]
DEVICES = ["cuda"]
HINT = (
    "You turn the labels into rows of 0 and 1, in a tensor that is made from its shape and so "
    "lies on the CPU. The labels and the model's outputs are on a GPU, and the three can't be "
    "combined. Make it on the device of the labels; or leave them as they are, since torch's "
    "cross-entropy takes class numbers."
)


def train_snapshots(model, x, y, total_steps, cycles, lr0):
    length = math.ceil(total_steps / cycles)
    parameters = list(model.parameters())
    snapshots = []
    model.train()
    for step in range(total_steps):
        rate = snapshot_schedule(step, total_steps, cycles, lr0)
        log_probabilities = torch.log_softmax(model(x), dim=1)
        targets = torch.zeros(log_probabilities.shape, dtype=x.dtype)
        targets[torch.arange(len(y)), y] = 1
        loss = -(targets * log_probabilities).sum(dim=1).mean()
        gradients = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients, strict=True):
                parameter.sub_(rate * gradient)
        if (step + 1) % length == 0 or step + 1 == total_steps:
            snapshots.append({name: value.clone() for name, value in model.state_dict().items()})
    return snapshots
