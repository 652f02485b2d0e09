"""The output is reshaped to (N, C, H, W) with the channels still last."""

FAILS = ["spatial_batchnorm_forward"]
HINT = (
    "Your statistics are right, but the output has its values in the wrong places. After the "
    "layer the channels are still the last axis, and a reshape to (N, C, H, W) only cuts that "
    "order anew. Undo the two steps of the way in, in reverse order: first the reshape, then the "
    "transpose."
)


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    rows = x.transpose(0, 2, 3, 1).reshape(-1, x.shape[1])
    out, cache = batchnorm_forward(rows, gamma, beta, bn_param)
    return out.reshape(x.shape), cache
