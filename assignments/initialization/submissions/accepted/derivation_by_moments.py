"""The five steps from second moments, sums over terms, and integrals that are sums of halves."""


def product_variance(mean_a, var_a, mean_w, var_w):
    second_moment_a = var_a + mean_a * mean_a
    second_moment_w = var_w + mean_w * mean_w
    second_moment = second_moment_a * second_moment_w
    mean = mean_a * mean_w
    return second_moment - mean * mean


def variance_after_layer(input_variance, weight_variance, fan_in):
    return sum(product_variance(0, input_variance, 0, weight_variance) for _ in range(fan_in))


def variance_after_layers(input_variance, weight_variances, fan_ins):
    if not fan_ins:
        return input_variance
    below = variance_after_layers(input_variance, weight_variances[:-1], fan_ins[:-1])
    return variance_after_layer(below, weight_variances[-1], fan_ins[-1])


def constant_variance(fan_in):
    return 1.0 / variance_after_layer(1.0, 1.0, fan_in)


def relu_constant_variance(fan_in, negative_slope):
    positive_half, negative_half = 1 / 2, negative_slope * negative_slope / 2
    kept = positive_half + negative_half
    return 1 / (fan_in * kept)
