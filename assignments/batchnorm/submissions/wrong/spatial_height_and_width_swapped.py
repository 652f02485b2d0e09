"""Merges the axes as N, W, H, and takes them apart as N, H, W."""

FAILS = ["spatial_batchnorm_forward", "spatial_batchnorm_backward"]
HINT = (
    "Each channel is normalized rightly, but its values come back in other places: on the way in "
    "you merge the axes in the order N, W, H, and on the way out you take them apart as N, H, W. "
    "The transpose back has to be the inverse of the first one. A square image would not show it "
    "in the shape."
)


def spatial_batchnorm_forward(x, gamma, beta, bn_param):
    n, c, h, w = x.shape
    rows = x.transpose(0, 3, 2, 1).reshape(-1, c)
    out, cache = batchnorm_forward(rows, gamma, beta, bn_param)
    return out.reshape(n, h, w, c).transpose(0, 3, 1, 2), cache
