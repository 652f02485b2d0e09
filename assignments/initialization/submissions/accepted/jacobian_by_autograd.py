"""The network in torch, its Jacobian row by row from autograd, and torch's singular values."""

import numpy as np
import torch


def input_output_jacobian(weights, x):
    layers = [torch.tensor(np.ascontiguousarray(weight)) for weight in weights]
    x = torch.tensor(x, requires_grad=True)
    a = x
    for layer in layers[:-1]:
        a = torch.tanh(a @ layer)
    y = a @ layers[-1]
    rows = [torch.autograd.grad(y_i, x, retain_graph=True)[0] for y_i in y]
    return torch.stack(rows).numpy()


def jacobian_singular_values(weights, x):
    return torch.linalg.svdvals(torch.from_numpy(input_output_jacobian(weights, x))).numpy()
