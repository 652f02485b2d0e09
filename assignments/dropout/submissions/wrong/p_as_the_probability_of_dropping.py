"""torch's convention: drops with p and divides by 1 - p."""

import numpy as np

FAILS = ["dropout_forward", "dropout_backward"]
HINT = (
    "Your layer is right if p is the probability of dropping a unit, as in torch.nn.Dropout. On "
    "the sheet and in this assignment it is the probability of keeping one, so that a higher p "
    "means less dropout. Turn the comparison round, and think again about what you divide by."
)


def dropout_forward(x, dropout_param):
    p = dropout_param["p"]
    if dropout_param["mode"] == "test":
        return x, None
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = (rng.random(x.shape) >= p).astype(x.dtype) / (1 - p)
    return x * mask, mask
