"""The gains of the layers are added, not multiplied."""

FAILS = ["variance_after_layers"]
HINT = (
    "You add up what the layers do. Each layer *multiplies* the variance it gets by a factor, and"
    " hands the result to the next, which multiplies again. That is why the variance grows or "
    "shrinks exponentially with depth, not in proportion to it."
)


def variance_after_layers(input_variance, weight_variances, fan_ins):
    gains = [n * w for n, w in zip(fan_ins, weight_variances, strict=True)]
    return input_variance * sum(gains) if gains else input_variance
