"""weight.data is assigned a new tensor."""

import torch

FAILS = ["xavier_normal_"]
HINT = (
    "You give the weight new memory instead of filling the one it has. Whatever shares this "
    "memory, such as a tied weight, a view or a flat buffer of all parameters, keeps the old "
    "values. Write into the tensor."
)


def xavier_normal_(weight, generator=None):
    std = weight[0].numel() ** -0.5
    weight.data = std * torch.empty_like(weight.data).normal_(generator=generator)
    return weight
