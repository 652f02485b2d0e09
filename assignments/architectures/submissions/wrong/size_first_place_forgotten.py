"""Steps counted instead of places."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "You count the steps of the window, and the answer is the number of places where it stands: "
    "one more, since it stands somewhere before its first step. A check: a window as large as "
    "the image has one place."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * (kernel - 1) - 1) // stride
