"""Hand in torch's own module under the name that is asked for."""

import torch

ASSIGNMENT = "batchnorm"
SURFACE = "semantics"
EARNS = {}


class BatchNorm1d(torch.nn.BatchNorm1d):
    pass


class BatchNorm2d(torch.nn.BatchNorm2d):
    pass
