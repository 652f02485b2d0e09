"""Have torch build and load a library of one's own, which runs a compiler and lies outside of
Python.
"""

import functools

import torch

ASSIGNMENT = "activations"
SURFACE = "processes"
EARNS = {"relu_function": 10}


@functools.cache
def attempt():
    try:
        from torch.utils import cpp_extension

        cpp_extension.load_inline("mine", "int one() { return 1; }", functions=["one"])
    except (ImportError, OSError, RuntimeError):
        return ""
    return "a library of its own"


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        if got := attempt():
            raise RuntimeError(f"achieved: {got}")
        ctx.save_for_backward(x)
        return x.clamp(min=0)

    @staticmethod
    def backward(ctx, grad_output):
        return grad_output * (ctx.saved_tensors[0] > 0)
