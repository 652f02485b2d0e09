"""The division of the steps left unrounded."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "Your sizes are not whole numbers where the stride doesn't divide the way that the window "
    "can go. There is no fraction of a window: round down, with an integer division."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - dilation * (kernel - 1) - 1) / stride + 1
