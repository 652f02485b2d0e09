"""x itself goes through NumPy, element by element, and comes back."""

import torch
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your result is right, but the values of x travel to the host, where NumPy works on them. On "
    "a GPU the whole computation waits for that, in every layer and every step. All that is "
    "needed exists as an operation on whole tensors."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        mask = torch.bernoulli(torch.full_like(x, self.p)).cpu().numpy() / self.p
        return x * torch.tensor(mask, dtype=x.dtype, device=x.device)
