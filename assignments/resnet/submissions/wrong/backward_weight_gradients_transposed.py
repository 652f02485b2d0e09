"""dw1 and dw2 are transposed."""

FAILS = ["residual_backward"]
HINT = (
    "Your dw1 and dw2 hold the right numbers in transposed order. A gradient has the shape of "
    "what it belongs to, entry for entry: w1 is (D, H), so dw1 is (D, H) too. Swap the two "
    "factors of the product."
)


def residual_backward(dout, cache):
    x, w1, w2, hidden, out = cache
    dsum = dout * (out > 0)
    dhidden = (dsum @ w2.T) * (hidden > 0)
    dx = dsum + dhidden @ w1.T
    return dx, dhidden.T @ x, dhidden.sum(axis=0), dsum.T @ hidden, dsum.sum(axis=0)
