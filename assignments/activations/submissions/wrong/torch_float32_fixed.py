"""x is converted to float32, whatever its dtype is."""

import torch

FAILS = ["relu_function"]
HINT = (
    "Your output is float32 for every input. A layer has to answer in the dtype it is asked in: "
    "float64 when gradients are checked, half precision on many GPUs. Don't convert x, and let "
    "new tensors take their dtype and device from it."
)


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.max(x.float(), torch.zeros(x.shape))

    @staticmethod
    def backward(ctx, grad_output):
        (x,) = ctx.saved_tensors
        return grad_output * (x > 0)
