"""The expanded formula of step 1, products with np.prod, NumPy numbers as results."""

import numpy as np


def product_variance(mean_a, var_a, mean_w, var_w):
    return np.float64(mean_a**2 * var_w + mean_w**2 * var_a + var_a * var_w)


def variance_after_layer(input_variance, weight_variance, fan_in):
    return np.sum(np.full(fan_in, input_variance * weight_variance))


def variance_after_layers(input_variance, weight_variances, fan_ins):
    return input_variance * np.prod(np.array(weight_variances) * np.array(fan_ins))


def constant_variance(fan_in):
    return np.float64(fan_in) ** -1


def relu_constant_variance(fan_in, negative_slope):
    gain = np.sqrt(2 / (1 + negative_slope**2))
    return gain**2 * constant_variance(fan_in)
