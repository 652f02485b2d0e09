"""Batch normalization, forward and backward, in NumPy and in PyTorch.

CS 182 discussion 4, section 2. Source: Ioffe & Szegedy (2015), "Batch Normalization: Accelerating
Deep Network Training by Reducing Internal Covariate Shift", algorithms 1 and 2.

For a batch x of shape (N, D), every feature (column) is normalized by itself, over the batch:

    mean     = 1/N sum_i x_i                        shape (D,)
    variance = 1/N sum_i (x_i - mean)^2             shape (D,), the biased one: divided by N
    x_hat    = (x - mean) / sqrt(variance + eps)    shape (N, D)
    out      = gamma * x_hat + beta                 shape (N, D)

eps stands inside the root, as in the paper; one formula of the discussion sheet prints it outside,
which is a misprint. Every result keeps the dtype of x, and x itself is left as it was.

The NumPy functions are to be written with NumPy alone: while they are graded, a call of torch's
raises an error.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

Array = npt.NDArray[np.floating]


def batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: dict[str, Any]
) -> tuple[Array, Any]:
    """Normalize a batch, in train mode by its own statistics, in test mode by the running ones.

    x         (N, D); it must not be changed
    gamma     (D,), the scale
    beta      (D,), the shift
    bn_param  a dict with
        mode          "train" or "test"
        eps           added to the variance, inside the root; 1e-5 if it is missing
        momentum      how much of the running statistics a step keeps; 0.9 if it is missing
        running_mean  (D,), zeros if it is missing
        running_var   (D,), zeros if it is missing

    Returns out of shape (N, D), and a cache: whatever your backward passes need.

    In train mode, mean and variance are those of the batch, and a step writes back into bn_param

        running = momentum * running + (1 - momentum) * batch

    for "running_mean" and "running_var", with the same biased variance and without eps. In test
    mode the running statistics take the place of the batch's, and stay as they are.

    Compute the variance from the centered values: the shorter E[x^2] - E[x]^2 loses all its digits
    where the mean is large. A batch of one sample is allowed (its variance is 0).

    Where to start: write the four formulas at the top of this file as four lines, then ask of each
    line which axis it goes over and what its shape is. (Ioffe & Szegedy 2015, algorithm 1;
    discussion 4, section 2.)
    """
    raise NotImplementedError("batchnorm_forward is yours to write")


def batchnorm_graph() -> list[dict[str, Any]]:
    """The computational graph of the layer in train mode, as data, each node with its gradients.

    This is the drawing of the discussion sheet, written down so that it can be executed: forward
    from the leaves x (N, D), gamma (D,), beta (D,) and eps (a number), and backward from dout.

    Returns a list of nodes in the order in which they are computed. A node is a dict with

        name        a name of its own; the node named "out" is the output of the layer
        operation   one of: mean, sum (both over the batch), add, subtract, multiply, divide,
                    negate, square, sqrt, reciprocal
        inputs      a list of names: leaves, "N" (the batch size), or nodes that stand before it
        gradients   a dict: for each different input, the gradient that this node sends back to it,
                    as a string

    In such a string you may use

        g            the gradient that arrives at this node, of the node's own shape
        N            the batch size
        names        of this node's inputs, and of the node itself: their values
        sum(...)     the sum over the batch: from (N, D) to (D,)
        sqrt(...)    the root; and numbers, + - * / and ** with a number as exponent

    For example, y = 1 / a has the derivative -1 / a^2 = -y^2, so its node is

        {"name": "y", "operation": "reciprocal", "inputs": ["a"], "gradients": {"a": "-g * y ** 2"}}

    What is sent has the shape of what it is sent to. Where an input of shape (D,) was broadcast
    over the batch, its gradient is a sum over the batch; only mean and sum may send one row of
    shape (D,), the same for every sample. Gradients that reach x along several paths are added for
    you. Constants (eps, N, and what is made of them alone) get no gradient: leave them out.

    There is no one right granularity: any correct graph passes.

    Where to start: draw x at the left and out at the right, put one circle for each arithmetic
    operation in between, and count the arrows that leave x. (Discussion 4, section 2, problem 1.)
    """
    raise NotImplementedError("batchnorm_graph is yours to write")


def batchnorm_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """The gradients of the layer in train mode, one step for each node of the graph.

    dout   (N, D), dL/dout
    cache  what your batchnorm_forward returned in train mode

    Returns dx of shape (N, D), dgamma of shape (D,) and dbeta of shape (D,).

    Go through the graph from out to x. At each node, multiply the gradient that arrives by the
    node's own derivative; where an input was broadcast over the batch, sum over the batch; where
    paths meet, add. x has three paths to out: directly, through the mean, and through the variance.

    Where to start: dbeta and dgamma, which need only the last two nodes. Then give every other
    node a line and a name of its own, such as dx_hat, and write its shape beside it.
    (Ioffe & Szegedy 2015, section 3; discussion 4, section 2, problem 2.)
    """
    raise NotImplementedError("batchnorm_backward is yours to write")


def batchnorm_backward_alt(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """The same gradients in closed form: dx in one expression, without the nodes in between.

    dout   (N, D), dL/dout
    cache  what your batchnorm_forward returned in train mode

    Returns dx of shape (N, D), dgamma of shape (D,) and dbeta of shape (D,), as
    batchnorm_backward does.

    For one feature, dx_j = sum_i dout_i * d out_i / d x_j. Work out d x_hat_i / d x_j on paper (it
    has three terms, one for each path from x_j), put it into the sum, and simplify: the sums over
    the batch that are left are dgamma and dbeta, up to a factor. The result needs only dout, x_hat,
    gamma, the standard deviation and N.

    Where to start: show that the derivative of sqrt(variance + eps) with respect to x_j is
    x_hat_j / N. (Discussion 4, section 2, problem 2; the terms are those of Ioffe & Szegedy 2015,
    section 3.)
    """
    raise NotImplementedError("batchnorm_backward_alt is yours to write")


def spatial_batchnorm_forward(
    x: Array, gamma: Array, beta: Array, bn_param: dict[str, Any]
) -> tuple[Array, Any]:
    """Batch normalization of images: one mean and one variance for each channel.

    x         (N, C, H, W)
    gamma     (C,), the scale
    beta      (C,), the shift
    bn_param  as for batchnorm_forward; running_mean and running_var have shape (C,)

    Returns out of shape (N, C, H, W), and a cache for spatial_batchnorm_backward.

    After a convolution, a channel is one feature, measured at N * H * W places: its statistics go
    over the samples and both image axes, and every place of a channel gets the same gamma and beta.

    Where to start: which array of shape (N * H * W, C) would batchnorm_forward need? A reshape
    alone can't make it: elements keep their order in memory, in which the last axis runs fastest.
    (Ioffe & Szegedy 2015, section 3.2.)
    """
    raise NotImplementedError("spatial_batchnorm_forward is yours to write")


def spatial_batchnorm_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """The gradients of spatial_batchnorm_forward in train mode.

    dout   (N, C, H, W), dL/dout
    cache  what your spatial_batchnorm_forward returned in train mode

    Returns dx of shape (N, C, H, W), dgamma of shape (C,) and dbeta of shape (C,).

    Where to start: bring dout into the same two axes as x, and remember what the batch size of
    the formula has become.
    """
    raise NotImplementedError("spatial_batchnorm_backward is yours to write")


class BatchNormFunction(torch.autograd.Function):
    """Batch normalization in train mode as one node of autograd, with its backward by hand.

    Called as BatchNormFunction.apply(x, gamma, beta, eps) with tensors x (N, D), gamma (D,) and
    beta (D,) of one dtype on one device, and a number eps. Returns out of shape (N, D), of the
    same dtype on the same device. On a GPU the dtype may be bfloat16 too, or float16, in which
    nothing is larger than 65,504: a sum of squares soon is.
    """

    @staticmethod
    def forward(ctx: Any, x: Tensor, gamma: Tensor, beta: Tensor, eps: float) -> Tensor:
        """Normalize x by the statistics of the batch, and keep on ctx what backward needs.

        Beware: Tensor.var divides by N - 1 unless it is told otherwise.

        Where to start: the four formulas at the top of this file; then ctx.save_for_backward.
        """
        raise NotImplementedError("forward is yours to write")

    @staticmethod
    def backward(ctx: Any, dout: Tensor) -> Any:
        """The gradient of every argument of forward, in their order; None for eps.

        dout is dL/dout, of shape (N, D). Write it as tensor operations of your own: neither
        torch.autograd.grad nor torch's batch normalization is meant to be used here.

        Where to start: ctx.saved_tensors, and your closed form.
        """
        raise NotImplementedError("backward is yours to write")


class BatchNorm1d(nn.Module):
    """Batch normalization of (N, D) as a module that agrees with torch.nn.BatchNorm1d.

    In training, it normalizes by the batch's mean and *biased* variance; in evaluation, by the
    running ones. Gradients reach x, weight and bias in both. A forward pass in training updates

        running = (1 - momentum) * running + momentum * batch
        num_batches_tracked = num_batches_tracked + 1

    Two things differ from batchnorm_forward, and both are torch's conventions: momentum is the
    weight of the *new* value, and the variance that enters running_var is the *unbiased* one
    (divided by N - 1), since it estimates that of the whole data set.

    The state dict has the names and shapes of torch's own: the parameters weight (gamma, at first
    ones) and bias (beta, at first zeros), and the buffers running_mean (zeros), running_var (ones)
    and num_batches_tracked (an int64 of shape (), 0). The buffers are no part of the graph of
    autograd: a running statistic that remembers how it was computed keeps every batch alive.

    Write it yourself: neither torch's BatchNorm modules nor torch.nn.functional.batch_norm.
    """

    running_mean: Tensor
    running_var: Tensor
    num_batches_tracked: Tensor

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        """Set up the parameters and buffers named above, for num_features features.

        Where to start: nn.Parameter for what is learned, register_buffer for what is counted.
        """
        super().__init__()
        raise NotImplementedError("__init__ is yours to write")

    def forward(self, x: Tensor) -> Tensor:
        """Normalize x of shape (N, D); in training, update the running statistics as well.

        Where to start: self.training says which mode it is; BatchNormFunction does the rest of
        one of them.
        """
        raise NotImplementedError("forward is yours to write")


class BatchNorm2d(BatchNorm1d):
    """Batch normalization of (N, C, H, W) as a module that agrees with torch.nn.BatchNorm2d.

    It differs from BatchNorm1d in one thing: a feature is a channel, and its statistics (the
    unbiased variance of running_var too) go over N * H * W values.
    """

    def forward(self, x: Tensor) -> Tensor:
        """Normalize x of shape (N, C, H, W); in training, update the running statistics as well.

        Where to start: spatial_batchnorm_forward, which met the same question.
        """
        raise NotImplementedError("forward is yours to write")
