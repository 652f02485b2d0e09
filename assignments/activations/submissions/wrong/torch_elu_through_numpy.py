"""ELU works on the NumPy array that shares the memory of x."""

import numpy as np
import torch

FAILS = ["elu_function"]
DEVICES = ["cuda"]
HINT = (
    "You hand x to NumPy, which only knows memory of the CPU: for a tensor on a GPU there is no "
    "such array, and torch says so instead of copying behind your back. Copying it yourself would "
    "only hide that the work is done on the wrong processor. Your NumPy formula has a twin in "
    "torch for each of its operations, of nearly the same name."
)


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        values = x.detach().numpy()
        negative = np.minimum(values, 0)
        ctx.slope = torch.from_numpy(np.where(values > 0, 1, alpha * np.exp(negative)))
        out = np.where(values > 0, values, alpha * np.expm1(negative))
        return torch.from_numpy(out.astype(values.dtype))

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * ctx.slope.to(grad_output.dtype), None
