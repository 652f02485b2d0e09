"""Rounded to the nearest whole number of steps."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "You round to the nearest whole number. A window that lies more than half inside the image "
    "is still no window: the number of steps is rounded down, however little is missing for "
    "another one."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return round((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
