"""A window of k taps with dilation d taken for d k long."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "A dilated window is shorter than you say. Draw three taps with one place between "
    "neighbours (dilation 2): they cover five places, not six. There are k - 1 gaps between k "
    "taps, and none after the last."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * kernel) // stride + 1
