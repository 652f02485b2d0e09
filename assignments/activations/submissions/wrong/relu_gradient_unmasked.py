"""dout is passed on everywhere, as if ReLU were the identity."""

FAILS = ["relu_backward"]
HINT = (
    "Your gradient is dout, unchanged: the derivative of the identity. Where x was negative, the "
    "output is 0 whatever x is nearby, so a small change of x doesn't change the loss. What must "
    "the gradient be there? The forward pass knows where that was: let the cache tell you."
)


def relu_backward(dout, cache):
    return dout.copy()
