"""ReLU, leaky ReLU and ELU: forward and backward, in NumPy and as torch.autograd.Functions.

All of them act on every element of x by itself, whatever the shape of x. For y = f(x) the chain
rule then says, element by element,

    dL/dx = dL/dy * f'(x)

where dL/dy, called dout here, comes from the layer above and has the shape of y. (CS 182,
Discussion 4, section 6, "ReLU Activations and its Relatives".)

What holds for every NumPy layer in this file:

- It is written with NumPy alone: while it is graded, a call of torch's raises an error.
- Arrays are float64 or float32, and a result has the dtype and the shape of x. Beware of a float64
  array among float32 ones: NumPy then answers in float64.
- x may have any shape, (3,), (N, D), (N, C, H, W) or (0, D), and any order in memory.
- A forward pass returns (out, cache). The cache is yours: put into it, in any form, whatever your
  backward pass needs.
- Neither pass may change x, which also belongs to the layer below. A backward pass may overwrite
  dout.
- At x = 0 exactly, ReLU and leaky ReLU have a kink (and ELU has one unless alpha = 1). Libraries
  settle the derivative there by convention, not all alike. Yours is never judged.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

Array = npt.NDArray[np.floating]
Cache = Any  # the form of a cache is up to whoever writes the forward and the backward pass


def relu_forward(x: Array) -> tuple[Array, Cache]:
    """Rectified linear unit: y = max(0, x).

    x      (...): any shape
    out    the shape and dtype of x
    cache  what relu_backward needs

    Source: Nair & Hinton (2010), "Rectified Linear Units Improve Restricted Boltzmann Machines".

    Start with the sheet's 4 x 4 example on paper: which entries survive? Then look for one NumPy
    operation that does this to a whole array. A loop over rows and columns would only know (N, D).
    """
    raise NotImplementedError("relu_forward is yours to write")


def relu_backward(dout: Array, cache: Cache) -> Array:
    """Gradient of the loss with respect to the input of a ReLU layer.

        dL/dx = dL/dy  where x > 0
                0      where x < 0

    dout   dL/dy, (...): the shape of the forward pass's out
    cache  from relu_forward
    dx     dL/dx, the shape and dtype of x

    Source: the derivative of max(0, x), and the chain rule; CS 182, Discussion 4, section 6.

    Start by asking what decides whether an entry of dout gets through: its own sign, or the sign of
    something that the forward pass saw?
    """
    raise NotImplementedError("relu_backward is yours to write")


def leaky_relu_forward(x: Array, negative_slope: float) -> tuple[Array, Cache]:
    """Leaky ReLU: a small slope instead of 0 on the negative side.

        y = x                   where x > 0
            negative_slope * x  where x < 0

    x               (...): any shape
    negative_slope  a number with 0 < negative_slope < 1
    out             the shape and dtype of x
    cache           what leaky_relu_backward needs

    Source: Maas, Hannun & Ng (2013), "Rectifier Nonlinearities Improve Neural Network Acoustic
    Models", where the slope is 0.01. Here it is given with every call.

    Start from your ReLU: what used to become 0 now becomes something else. For the backward pass
    two things have to go into the cache.
    """
    raise NotImplementedError("leaky_relu_forward is yours to write")


def leaky_relu_backward(dout: Array, cache: Cache) -> Array:
    """Gradient of the loss with respect to the input of a leaky ReLU layer.

        dL/dx = dL/dy                   where x > 0
                negative_slope * dL/dy  where x < 0

    dout   dL/dy, (...): the shape of the forward pass's out
    cache  from leaky_relu_forward
    dx     dL/dx, the shape and dtype of x

    Source: the derivative of each piece in Maas, Hannun & Ng (2013), and the chain rule.

    Start from relu_backward. No entry of dout is lost any more: by what is each one multiplied?
    """
    raise NotImplementedError("leaky_relu_backward is yours to write")


def elu_forward(x: Array, alpha: float) -> tuple[Array, Cache]:
    """Exponential linear unit: it bends towards -alpha on the negative side.

        y = x                     where x > 0
            alpha * (exp(x) - 1)  where x <= 0

    x      (...): any shape, any size: values like -800 and 800 occur, and out has no NaN and no inf
    alpha  a positive number
    out    the shape and dtype of x
    cache  what elu_backward needs

    Source: Clevert, Unterthiner & Hochreiter (2016), "Fast and Accurate Deep Network Learning by
    Exponential Linear Units (ELUs)". (In the sheet's formula the minus sign got lost.)

    Start with the negative side alone. Then think of x = 800 in an expression that first computes
    both pieces everywhere: what is exp(800), and what is that times 0?
    """
    raise NotImplementedError("elu_forward is yours to write")


def elu_backward(dout: Array, cache: Cache) -> Array:
    """Gradient of the loss with respect to the input of an ELU layer.

        dL/dx = dL/dy                   where x > 0
                dL/dy * alpha * exp(x)  where x < 0

    On the negative side y = alpha * exp(x) - alpha, so that the derivative is also y + alpha.

    dout   dL/dy, (...): the shape of the forward pass's out
    cache  from elu_forward
    dx     dL/dx, the shape and dtype of x, without NaN and inf even where x is -800 or 800

    Source: the derivative of each piece in Clevert, Unterthiner & Hochreiter (2016).

    Start by choosing one of the two forms of the derivative: it tells what the cache must hold.
    Try it with an alpha other than 1, which would hide a forgotten factor.
    """
    raise NotImplementedError("elu_backward is yours to write")


def dead_fraction(activations: Array) -> float:
    """Share of the units that are dead: exactly 0 for every sample of the batch.

    The gradient of ReLU is 0 wherever the unit is off. A unit that is off for all samples gets no
    gradient at all, so its weights stay as they are.

    activations  (N, ...): N samples; every position beyond the first axis is a unit, so that (N, D)
                 has D units and (N, C, H, W) has C * H * W. Values of any sign and size: a negative
                 or a tiny activation is alive. There is at least one sample and one unit.
    returns      a number from 0 (no unit is dead) to 1 (all are)

    Source: Maas, Hannun & Ng (2013), on ReLU units that never activate.

    Start with one unit, that is one column of (N, D): when is it dead? Then ask it of all columns
    at once, along the right axis, and take the share at the end.
    """
    raise NotImplementedError("dead_fraction is yours to write")


# The same layers for PyTorch. ReLU.apply(x) runs forward; autograd calls backward when a gradient
# is wanted. Each class writes its derivative by hand, with tensor operations alone.
#
# What holds for the three classes:
#
# - x is a float64 or float32 tensor of any shape and memory layout, on the CPU or on a GPU,
#   where it may be float16 or bfloat16 too. Results have the dtype, the shape and the device of x:
#   stay in torch, create nothing on a fixed device.
# - ctx takes the place of the cache: tensors go through ctx.save_for_backward and come back as
#   ctx.saved_tensors; numbers may be attributes of ctx.
# - backward returns one gradient for every argument of forward after ctx, in that order; for an
#   argument that is not a tensor it returns None.
# - Change neither x, nor what you saved, nor grad_output. grad_output may be shared with other
#   branches of the graph, and backward may be called more than once for one forward.
#
# Source: PyTorch documentation, "Extending PyTorch", section "Extending torch.autograd".


class ReLU(torch.autograd.Function):
    """ReLU.apply(x): y = max(0, x), with the derivative of `relu_backward`."""

    @staticmethod
    def forward(ctx: Any, x: Tensor) -> Tensor:
        """Compute y from x, (...), and save what backward needs.

        Start from your relu_forward: torch has its own name for the operation you used there.
        """
        raise NotImplementedError("forward is yours to write")

    @staticmethod
    def backward(ctx: Any, grad_output: Tensor) -> Tensor:
        """Turn grad_output = dL/dy, (...), into dL/dx of the same shape.

        Start by taking what forward saved out of ctx.
        """
        raise NotImplementedError("backward is yours to write")


class LeakyReLU(torch.autograd.Function):
    """LeakyReLU.apply(x, negative_slope): y = x where x > 0, negative_slope * x where x < 0."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, negative_slope: float) -> Tensor:
        """Compute y from x, (...), and 0 < negative_slope < 1, and save what backward needs.

        Start from your leaky_relu_forward. Which of the two arguments is a tensor, which a number?
        """
        raise NotImplementedError("forward is yours to write")

    @staticmethod
    def backward(ctx: Any, grad_output: Tensor) -> tuple[Tensor, None]:
        """Turn grad_output = dL/dy, (...), into (dL/dx, None): negative_slope needs no gradient.

        Start from your leaky_relu_backward.
        """
        raise NotImplementedError("backward is yours to write")


class ELU(torch.autograd.Function):
    """ELU.apply(x, alpha): y = x where x > 0, alpha * (exp(x) - 1) where x <= 0."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, alpha: float) -> Tensor:
        """Compute y from x, (...), and alpha > 0, and save what backward needs.

        Start from your elu_forward; values like 800 and -800 occur here too. If you save a tensor
        for backward, don't change it afterwards.
        """
        raise NotImplementedError("forward is yours to write")

    @staticmethod
    def backward(ctx: Any, grad_output: Tensor) -> tuple[Tensor, None]:
        """Turn grad_output = dL/dy, (...), into (dL/dx, None): alpha needs no gradient.

        Start from your elu_backward.
        """
        raise NotImplementedError("backward is yours to write")
