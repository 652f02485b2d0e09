"""Of images, whole channels are judged instead of every position of a channel."""

import numpy as np

FAILS = ["dead_fraction"]
HINT = (
    "For (N, D) you are right. For images you put all positions of a channel together, so that "
    "one live position saves the whole channel. In this question every position beyond the first "
    "axis is a unit of its own: (N, C, H, W) has C * H * W of them, and only the samples are put "
    "together."
)


def dead_fraction(activations):
    axes = (0, *range(2, activations.ndim))
    return np.mean(np.all(activations == 0, axis=axes))
