"""The padding left out."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "Your result doesn't depend on the padding. The window moves over the padded image, which "
    "is longer than the image by the padding on both of its sides."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size - dilation * (kernel - 1) - 1) // stride + 1
