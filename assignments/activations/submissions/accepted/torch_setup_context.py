"""The form with a setup_context of its own; gradients only where ctx.needs_input_grad asks."""

import torch


class ReLU(torch.autograd.Function):
    @staticmethod
    def forward(x):
        return torch.relu(x)

    @staticmethod
    def setup_context(ctx, inputs, output):
        ctx.save_for_backward(output)

    @staticmethod
    def backward(ctx, grad_output):
        (out,) = ctx.saved_tensors
        return grad_output * out.sign()


class LeakyReLU(torch.autograd.Function):
    @staticmethod
    def forward(x, negative_slope):
        return x.clamp(min=0) + negative_slope * x.clamp(max=0)

    @staticmethod
    def setup_context(ctx, inputs, output):
        x, ctx.negative_slope = inputs
        ctx.save_for_backward(x)

    @staticmethod
    def backward(ctx, grad_output):
        if not ctx.needs_input_grad[0]:
            return None, None
        (x,) = ctx.saved_tensors
        positive = (x > 0).to(grad_output.dtype)
        return grad_output * (positive + ctx.negative_slope * (1 - positive)), None


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(x, alpha):
        return torch.relu(x) + alpha * torch.clamp(x, max=0).expm1()

    @staticmethod
    def setup_context(ctx, inputs, output):
        x, ctx.alpha = inputs
        ctx.save_for_backward(x)

    @staticmethod
    def backward(ctx, grad_output):
        if not ctx.needs_input_grad[0]:
            return None, None
        (x,) = ctx.saved_tensors
        decayed = ctx.alpha * grad_output * torch.exp(torch.clamp(x, max=0))
        return torch.where(x >= 0, grad_output, decayed), None
