"""functional.dropout(x, p): drops with probability p."""

import torch.nn.functional as F
from torch import nn

FAILS = ["dropout_module"]
HINT = (
    "Your module drops with probability p and divides by 1 - p: that is the p of torch. Ours is "
    "the probability of keeping, as on the sheet. Dropout(0.8) has to keep four elements in five."
)


class Dropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        return F.dropout(x, self.p, self.training)
