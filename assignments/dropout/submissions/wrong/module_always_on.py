"""functional.dropout without training=self.training."""

import torch.nn.functional as F
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your module drops units in evaluation too. The mode stands in self.training, which .train() "
    "and .eval() of any network around it set: ask for it in forward, every time. (torch's "
    "functional dropout does not know the module that calls it, and drops unless it is told "
    "otherwise.)"
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return F.dropout(x, 1 - self.p)
