"""Unpacks two axes: a convolution raises an error."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "Your function takes apart a shape of two axes, and a convolution's weight has up to five. "
    "All axes behind the first count the terms of one output: nothing needs to know how many "
    "there are."
)


def xavier_normal_(weight, generator=None):
    _, fan_in = weight.shape
    with torch.no_grad():
        return weight.normal_(0, fan_in**-0.5, generator=generator)
