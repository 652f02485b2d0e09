"""An autograd.Function whose backward forgets 1 / p."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your output is right, but the gradient of a kept element is dout, without the 1 / p that the "
    "forward pass multiplies by. With plain tensor operations autograd takes care of it."
)


class Drop(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, p):
        mask = torch.rand_like(x) < p
        ctx.save_for_backward(mask)
        return x * mask / p

    @staticmethod
    def backward(ctx, dout):
        return dout * ctx.saved_tensors[0], None


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        return Drop.apply(x, self.p)
