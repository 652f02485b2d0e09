"""Every layer taken for one that is padded to keep its size."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    'size / stride is the answer only where the padding is chosen to make it so ("same" '
    "padding). Here the padding is given, and the kernel costs what the padding doesn't give "
    "back: LeNet-5's first layer makes 28 of 32."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return -(-size // stride)
