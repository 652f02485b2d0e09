"""x.reshape(-1, C): values of several channels share a column."""

FAILS = ["spatial_batchnorm_forward", "spatial_batchnorm_backward"]
HINT = (
    "A reshape keeps the elements in their order in memory, and there the width runs fastest, not "
    "the channel: each of your columns mixes values of several channels. The channel axis has to "
    "be moved to the end first; only then can the other three be merged."
)


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    out, cache = batchnorm_forward(x.reshape(-1, x.shape[1]), gamma, beta, bn_param)
    return out.reshape(x.shape), cache
