"""exp(x) is saved for backward and then turned into the output in place."""

import torch

FAILS = ["elu_function"]
HINT = (
    "Your output is right, your gradient isn't: you save the exponential for backward and go on "
    "computing with it in place. Saving keeps the tensor, not a copy of it, so backward finds "
    "what became of it later. Leave a saved tensor untouched, also when autograd doesn't "
    "complain."
)


class ELU(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, alpha):
        decay = torch.exp(x.clamp(max=0))
        ctx.save_for_backward(x, decay)
        ctx.alpha = alpha
        return torch.where(x > 0, x, decay.sub_(1).mul_(alpha))

    @staticmethod
    def backward(ctx, grad_output):
        x, decay = ctx.saved_tensors
        return torch.where(x > 0, grad_output, grad_output * ctx.alpha * decay), None
