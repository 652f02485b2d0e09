"""Loops: one draw for each weight, unit by unit, into an array of zeros."""

import math

import numpy as np


def gaussian_init(fan_in, fan_out, std, rng):
    weights = np.zeros((fan_in, fan_out))
    for j in range(fan_out):
        for i in range(fan_in):
            weights[i, j] = rng.normal(loc=0.0, scale=std)
    return weights


def xavier_init(fan_in, fan_out, rng):
    columns = [rng.normal(0, 1 / math.sqrt(fan_in), fan_in) for _ in range(fan_out)]
    return np.stack(columns, axis=1)


def he_init(fan_in, fan_out, rng):
    rows = [[rng.normal() * (2 / fan_in) ** 0.5 for _ in range(fan_out)] for _ in range(fan_in)]
    return np.array(rows)
