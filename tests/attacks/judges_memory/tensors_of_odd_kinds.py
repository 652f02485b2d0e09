"""Return tensors that have no plain values: on the meta device, sparse, nested, quantized,
conjugate, empty views.
"""

import itertools

import torch

ASSIGNMENT = "activations"
SURFACE = "judges memory"
EARNS = {}

KINDS = (
    lambda x: x.to("meta"),
    lambda x: x.to_sparse(),
    lambda x: torch.nested.nested_tensor([x.detach().flatten()]),
    lambda x: torch.quantize_per_tensor(x.detach().float(), 0.1, 0, torch.qint8),
    lambda x: (x.detach() + 1j).conj(),
    lambda x: x.detach().expand(1 << 20, *x.shape),
    lambda x: torch._C._functions.DelayedError("never", 1)(x.detach()),
)
turn = itertools.count()


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return KINDS[next(turn) % len(KINDS)](x)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output.to("meta")
