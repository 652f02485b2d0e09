"""The first place added before the division by the stride."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "The + 1 stands for the place where the window is before its first step, so it belongs "
    "outside the division: how many steps, rounded down, and then one. Inside, it is itself "
    "divided by the stride."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * (kernel - 1)) // stride
