"""The number of input channels is taken for the fan-in."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "For linear layers you are right, but not for convolutions. One output of a convolution is a "
    "sum over every input channel *and* every place of the kernel: a 3 x 3 kernel has nine times "
    "as many terms as you count. How many elements does weight[0] have?"
)


def xavier_normal_(weight, generator=None):
    std = weight.shape[1] ** -0.5
    with torch.no_grad():
        weight.normal_(0, std, generator=generator)
    return weight
