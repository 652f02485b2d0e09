"""A torch.autograd.Function with a hand-written backward; uniform_ on the device of x."""

import torch
from torch import nn


class Drop(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, p):
        mask = x.new_empty(x.shape).uniform_() < p
        ctx.save_for_backward(mask)
        ctx.p = p
        return torch.where(mask, x / p, torch.zeros_like(x))

    @staticmethod
    def backward(ctx, dout):
        (mask,) = ctx.saved_tensors
        return dout * mask / ctx.p, None


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return Drop.apply(x, self.p) if self.training else x
