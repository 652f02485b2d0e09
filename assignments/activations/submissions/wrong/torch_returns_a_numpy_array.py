"""forward leaves torch and returns a NumPy array, from which no gradient leads back."""

import numpy as np
import torch

FAILS = ["relu_function"]
HINT = (
    "Your forward leaves torch: it computes with NumPy and returns a NumPy array. Autograd can "
    "only follow tensors, and a tensor on a GPU can't become a NumPy array at all. Almost every "
    "NumPy operation has a counterpart in torch; use that on x itself."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return np.maximum(x.detach().numpy(), 0)

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output * (x > 0)
