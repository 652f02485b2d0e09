"""Batch normalization for speed: a leaderboard of its own, without points.

Write one of these functions or both, each in as few passes over memory as you can, with tensor
operations of torch or with kernels of your own (Triton, where a GPU is). Leave a function as it is,
or this file away, and you are not on its board.

The large tensors are float32 or bfloat16, contiguous, and on one device; the vectors are float32.
Compute in float32. The tensors that results go to are given: fill them, and return nothing. Inputs
are others in every call that is timed, and every call that is timed is judged.
"""

from torch import Tensor


def batchnorm_forward_fused(
    x: Tensor, gamma: Tensor, beta: Tensor, out: Tensor, mean: Tensor, inv_std: Tensor
) -> None:
    """Normalize the columns of x by their own statistics.

    x       (N, D), the batch
    gamma   (D,), the scale
    beta    (D,), the shift
    out     (N, D), to be filled with gamma * (x - mean) * inv_std + beta
    mean    (D,), to be filled with each column's mean
    inv_std (D,), to be filled with 1 / sqrt(variance + 1e-5), of the biased variance
    """
    raise NotImplementedError


def batchnorm_backward_fused(
    dout: Tensor,
    x: Tensor,
    gamma: Tensor,
    mean: Tensor,
    inv_std: Tensor,
    dx: Tensor,
    dgamma: Tensor,
    dbeta: Tensor,
) -> None:
    """The gradients of the layer in train mode.

    dout    (N, D), dL/dout
    x       (N, D), the batch
    gamma   (D,), the scale
    mean    (D,), the mean of each column of x
    inv_std (D,), 1 / sqrt(variance + 1e-5) of each column of x
    dx      (N, D), to be filled with dL/dx
    dgamma  (D,), to be filled with dL/dgamma
    dbeta   (D,), to be filled with dL/dbeta
    """
    raise NotImplementedError
