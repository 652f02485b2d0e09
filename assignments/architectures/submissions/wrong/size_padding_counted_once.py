"""The padding counted on one side only."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "Padding stands on both sides of the image, left and right, so the window has 2 padding "
    "more places to move over, not padding. A check: a 3 x 3 convolution with padding 1 and "
    "stride 1 has to keep the size."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size + padding - dilation * (kernel - 1) - 1) // stride + 1
