"""Torch's own kernels under the names of the track: what a hand-in's time is shown beside.

They give their results in tensors of their own, as those who use them have them; copying those to
where the track wants them would take as long again, so these are timed and not judged.
"""

import torch
from torch import Tensor

EPS = 1e-5


def batchnorm_forward_fused(
    x: Tensor, gamma: Tensor, beta: Tensor, out: Tensor, mean: Tensor, inv_std: Tensor
) -> None:
    torch.ops.aten.native_batch_norm(x, gamma, beta, None, None, True, 0.1, EPS)


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
    torch.ops.aten.native_batch_norm_backward(
        dout, x, gamma, None, None, mean, inv_std, True, EPS, [True, True, True]
    )
