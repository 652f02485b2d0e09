"""b2 isn't added."""

import numpy as np

FAILS = ["residual_forward", "residual_backward"]
HINT = (
    "The second linear layer of your block lacks its bias. A linear layer is a product with its "
    "weights plus a bias for every output, so both b1 and b2 have a place in the formula of f."
)


def residual_forward(x, w1, b1, w2, b2):
    hidden = np.maximum(x @ w1 + b1, 0)
    out = np.maximum(x + hidden @ w2, 0)
    return out, (x, w1, w2, hidden, out)
