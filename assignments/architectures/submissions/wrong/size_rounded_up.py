"""Rounded up where the windows do not fit."""

import math

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "You round up. A step that would take the window beyond the padded image is not made, so "
    "what is left over at the far end is lost: the number of steps is rounded down. AlexNet's "
    "first layer is a case of it: 224 pixels, 11 taps, stride 4, padding 2 give 55 places."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return math.ceil((size + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1
