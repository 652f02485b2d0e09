"""The stride left out."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "Your result doesn't depend on the stride. With stride s the window stands only at every "
    "s-th place of those where it could stand."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return size + 2 * padding - dilation * (kernel - 1)
