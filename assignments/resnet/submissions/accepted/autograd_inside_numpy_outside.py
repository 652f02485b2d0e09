"""torch differentiates; NumPy only sees what goes in and what comes out."""

import torch


def residual_forward(x, w1, b1, w2, b2):
    leaves = [torch.tensor(value, requires_grad=True) for value in (x, w1, b1, w2, b2)]
    x, w1, b1, w2, b2 = leaves
    out = torch.relu(x + torch.relu(x @ w1 + b1) @ w2 + b2)
    return out.detach().numpy(), (out, leaves)


def residual_backward(dout, cache):
    out, leaves = cache
    (out * torch.tensor(dout)).sum().backward()
    return tuple(leaf.grad.numpy() for leaf in leaves)


def gradient_norms(depth, skip, weights, x, dout):
    layers = [torch.tensor(x, requires_grad=True)]
    for weight in torch.tensor(weights)[:depth]:
        branch = (layers[-1] @ weight).tanh()
        layers.append(branch + layers[-1] if skip else branch)
    gradients = torch.autograd.grad((layers[-1] * torch.tensor(dout)).sum(), layers)
    return torch.stack([gradient.norm() for gradient in gradients]).numpy()
