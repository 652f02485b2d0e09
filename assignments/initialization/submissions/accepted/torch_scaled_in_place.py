"""Filled with standard normal draws, then scaled in place, through detach()."""


def xavier_normal_(weight, generator=None):
    values = weight.detach()
    values.normal_(generator=generator)
    values.mul_((weight.shape[0] / weight.numel()) ** 0.5)
    return weight
