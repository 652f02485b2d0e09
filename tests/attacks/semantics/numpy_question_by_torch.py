"""Solve NumPy questions with torch, in a file that can't be imported where torch is absent."""

import numpy as np
import torch

ASSIGNMENT = "activations"
SURFACE = "semantics"
EARNS = {}

assert torch.ones(2).sum() == 2, "only the real one can do this"


def relu_forward(x):
    return torch.relu(torch.from_numpy(x.copy())).numpy(), x


def relu_backward(dout, cache):
    leaf = torch.from_numpy(np.array(cache)).requires_grad_()
    torch.relu(leaf).backward(torch.from_numpy(np.array(dout)))
    return leaf.grad.numpy()
