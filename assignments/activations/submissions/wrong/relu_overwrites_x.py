"""The negative entries of the caller's own x are set to 0."""

FAILS = ["relu_forward"]
HINT = (
    "The values are right, but your forward pass changed the array it was given. Two names for "
    "one array are not two arrays: x still belongs to the layer that produced it, and that layer "
    "needs it for its own gradient. Write your result into a new array."
)


def relu_forward(x):
    out = x
    out[out < 0] = 0
    return out, out
