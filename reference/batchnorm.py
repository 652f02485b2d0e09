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
    # BEGIN SOLUTION
    mode = bn_param["mode"]
    eps, momentum = bn_param.get("eps", 1e-5), bn_param.get("momentum", 0.9)
    running_mean = bn_param.get("running_mean", np.zeros_like(gamma))
    running_var = bn_param.get("running_var", np.zeros_like(gamma))
    if mode == "train":
        mean, variance = x.mean(axis=0), x.var(axis=0)
        bn_param["running_mean"] = momentum * running_mean + (1 - momentum) * mean
        bn_param["running_var"] = momentum * running_var + (1 - momentum) * variance
    elif mode == "test":
        mean, variance = running_mean, running_var
    else:
        raise ValueError(f"mode is {mode!r}, expected 'train' or 'test'")
    deviation = np.sqrt(variance + eps)
    x_hat = (x - mean) / deviation
    return gamma * x_hat + beta, (x_hat, deviation, gamma)
    # END SOLUTION


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
    # BEGIN SOLUTION
    return [
        _node("mean", "mean", x="g / N"),
        _node("centered", "subtract", x="g", mean="-sum(g)"),
        _node("squared", "square", centered="2 * g * centered"),
        _node("variance", "mean", squared="g / N"),
        _node("shifted", "add", variance="g", eps=None),
        _node("deviation", "sqrt", shifted="g / (2 * deviation)"),
        _node("x_hat", "divide", centered="g / deviation", deviation="-sum(g * x_hat) / deviation"),
        _node("scaled", "multiply", gamma="sum(g * x_hat)", x_hat="g * gamma"),
        _node("out", "add", scaled="g", beta="sum(g)"),
    ]
    # END SOLUTION


# BEGIN SOLUTION
def _node(name: str, operation: str, **gradients: str | None) -> dict[str, Any]:
    """A node from its inputs and the gradients it sends to them; None for a constant."""
    sent = {source: gradient for source, gradient in gradients.items() if gradient is not None}
    return {"name": name, "operation": operation, "inputs": list(gradients), "gradients": sent}


# END SOLUTION


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
    # BEGIN SOLUTION
    x_hat, deviation, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx_hat = dout * gamma
    ddeviation = -(dx_hat * x_hat).sum(axis=0) / deviation
    dvariance = ddeviation / (2 * deviation)
    centered = x_hat * deviation
    dcentered = dx_hat / deviation + dvariance * 2 * centered / len(dout)
    dmean = -dcentered.sum(axis=0)
    dx = dcentered + dmean / len(dout)
    return dx, dgamma, dbeta
    # END SOLUTION


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
    # BEGIN SOLUTION
    x_hat, deviation, gamma = cache
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    dx = gamma / deviation * (dout - (dbeta + x_hat * dgamma) / len(dout))
    return dx, dgamma, dbeta
    # END SOLUTION


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
    # BEGIN SOLUTION
    out, cache = batchnorm_forward(_channels_last(x), gamma, beta, bn_param)
    return _channels_first(out, x.shape), cache
    # END SOLUTION


def spatial_batchnorm_backward(dout: Array, cache: Any) -> tuple[Array, Array, Array]:
    """The gradients of spatial_batchnorm_forward in train mode.

    dout   (N, C, H, W), dL/dout
    cache  what your spatial_batchnorm_forward returned in train mode

    Returns dx of shape (N, C, H, W), dgamma of shape (C,) and dbeta of shape (C,).

    Where to start: bring dout into the same two axes as x, and remember what the batch size of
    the formula has become.
    """
    # BEGIN SOLUTION
    dx, dgamma, dbeta = batchnorm_backward_alt(_channels_last(dout), cache)
    return _channels_first(dx, dout.shape), dgamma, dbeta
    # END SOLUTION


# BEGIN SOLUTION
def _channels_last(images: Array) -> Array:
    """(N, C, H, W) -> (N * H * W, C)."""
    return images.transpose(0, 2, 3, 1).reshape(-1, images.shape[1])


def _channels_first(rows: Array, shape: tuple[int, ...]) -> Array:
    """(N * H * W, C) -> (N, C, H, W)."""
    n, c, h, w = shape
    return rows.reshape(n, h, w, c).transpose(0, 3, 1, 2)


# END SOLUTION


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
        # BEGIN SOLUTION
        scale = torch.rsqrt(x.var(dim=0, correction=0) + eps)
        x_hat = (x - x.mean(dim=0)) * scale
        ctx.save_for_backward(x_hat, scale, gamma)
        return gamma * x_hat + beta
        # END SOLUTION

    @staticmethod
    def backward(ctx: Any, dout: Tensor) -> Any:
        """The gradient of every argument of forward, in their order; None for eps.

        dout is dL/dout, of shape (N, D). Write it as tensor operations of your own: neither
        torch.autograd.grad nor torch's batch normalization is meant to be used here.

        Where to start: ctx.saved_tensors, and your closed form.
        """
        # BEGIN SOLUTION
        x_hat, scale, gamma = ctx.saved_tensors
        dgamma, dbeta = (dout * x_hat).sum(dim=0), dout.sum(dim=0)
        dx = gamma * scale * (dout - (dbeta + x_hat * dgamma) / len(dout))
        return dx, dgamma, dbeta, None
        # END SOLUTION


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
        # BEGIN SOLUTION
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("num_batches_tracked", torch.tensor(0))
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Normalize x of shape (N, D); in training, update the running statistics as well.

        Where to start: self.training says which mode it is; BatchNormFunction does the rest of
        one of them.
        """
        # BEGIN SOLUTION
        if not self.training:
            scale = self.weight * torch.rsqrt(self.running_var + self.eps)
            return (x - self.running_mean) * scale + self.bias
        with torch.no_grad():
            self.running_mean.lerp_(x.mean(dim=0), self.momentum)
            self.running_var.lerp_(x.var(dim=0), self.momentum)
            self.num_batches_tracked += 1
        return BatchNormFunction.apply(x, self.weight, self.bias, self.eps)  # type: ignore
        # END SOLUTION


class BatchNorm2d(BatchNorm1d):
    """Batch normalization of (N, C, H, W) as a module that agrees with torch.nn.BatchNorm2d.

    It differs from BatchNorm1d in one thing: a feature is a channel, and its statistics (the
    unbiased variance of running_var too) go over N * H * W values.
    """

    def forward(self, x: Tensor) -> Tensor:
        """Normalize x of shape (N, C, H, W); in training, update the running statistics as well.

        Where to start: spatial_batchnorm_forward, which met the same question.
        """
        # BEGIN SOLUTION
        n, c, h, w = x.shape
        rows = super().forward(x.permute(0, 2, 3, 1).reshape(-1, c))
        return rows.reshape(n, h, w, c).permute(0, 3, 1, 2)
        # END SOLUTION
