"""A dilated window taken for as short as one without gaps."""

FAILS = ["conv_output_size", "output_shapes", "parameter_counts"]
HINT = (
    "Your result doesn't depend on the dilation. With dilation d the taps of the window stand d "
    "apart, so from the first to the last of k taps there are d (k - 1) steps: the window is "
    "longer than k."
)


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    return (size + 2 * padding - kernel) // stride + 1
