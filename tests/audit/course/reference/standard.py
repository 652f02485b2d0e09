"""Standardization."""

import numpy as np


def standardize(x, eps):
    """Mean 0 and variance 1 for each column."""
    # BEGIN SOLUTION
    centered = x - x.mean(axis=0)
    return centered / np.sqrt(_variance(centered) + eps)
    # END SOLUTION


# BEGIN SOLUTION
def _variance(centered):
    return (centered**2).mean(axis=0)


# END SOLUTION


def countdown(n):
    """How many steps of 1 lead to 0."""
    # BEGIN SOLUTION
    steps = 0
    while n > 0:
        n = n - 1
        steps += 1
    return steps
    # END SOLUTION
