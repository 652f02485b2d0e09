"""How each question calls a solution, and which of its results are judged."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

Array = npt.NDArray[np.floating]
Outputs = dict[str, Any]

JACOBIAN_ROWS = 6
"""Enough backward passes through one graph to see one that uses its saved tensors up."""


def relu_forward(solution: Any, x: Array) -> Outputs:
    """The forward pass, and the input as the caller finds it afterwards."""
    out, _ = solution.relu_forward(x)
    return {"out": out, "x afterwards": x}


def relu_backward(solution: Any, x: Array, dout: Array) -> Outputs:
    """The backward pass from the solution's own cache, for a given dout."""
    _, cache = solution.relu_forward(x)
    x_before = x.copy()
    dx = solution.relu_backward(dout, cache)
    return {"dx": dx, "change of x": x - x_before}


def leaky_relu_forward(solution: Any, x: Array, negative_slope: float) -> Outputs:
    """The forward pass, and the input as the caller finds it afterwards."""
    out, _ = solution.leaky_relu_forward(x, negative_slope)
    return {"out": out, "x afterwards": x}


def leaky_relu_backward(solution: Any, x: Array, negative_slope: float, dout: Array) -> Outputs:
    """The backward pass from the solution's own cache, for a given dout."""
    _, cache = solution.leaky_relu_forward(x, negative_slope)
    x_before = x.copy()
    dx = solution.leaky_relu_backward(dout, cache)
    return {"dx": dx, "change of x": x - x_before}


def elu_forward(solution: Any, x: Array, alpha: float) -> Outputs:
    """The forward pass, and the input as the caller finds it afterwards."""
    out, _ = solution.elu_forward(x, alpha)
    return {"out": out, "x afterwards": x}


def elu_backward(solution: Any, x: Array, alpha: float, dout: Array) -> Outputs:
    """The backward pass from the solution's own cache, for a given dout."""
    _, cache = solution.elu_forward(x, alpha)
    x_before = x.copy()
    dx = solution.elu_backward(dout, cache)
    return {"dx": dx, "change of x": x - x_before}


def dead_fraction(solution: Any, activations: Array) -> Outputs:
    """The share of dead units, as a Python number."""
    return {"fraction": float(solution.dead_fraction(activations))}


def relu_function(solution: Any, x: Tensor, dout: Tensor) -> Outputs:
    """ReLU.apply(x) under autograd."""
    return under_autograd(solution.ReLU, solution.ReLU.apply, x, dout)


def leaky_relu_function(solution: Any, x: Tensor, negative_slope: float, dout: Tensor) -> Outputs:
    """LeakyReLU.apply(x, negative_slope) under autograd."""

    def apply(x: Tensor) -> Tensor:
        out: Tensor = solution.LeakyReLU.apply(x, negative_slope)
        return out

    return under_autograd(solution.LeakyReLU, apply, x, dout)


def elu_function(solution: Any, x: Tensor, alpha: float, dout: Tensor) -> Outputs:
    """ELU.apply(x, alpha) under autograd."""

    def apply(x: Tensor) -> Tensor:
        out: Tensor = solution.ELU.apply(x, alpha)
        return out

    return under_autograd(solution.ELU, apply, x, dout)


def under_autograd(
    function: type, apply: Callable[[Tensor], Tensor], x: Tensor, dout: Tensor
) -> Outputs:
    """What autograd makes of a function: alone, beside a skip connection, and element by element.

    Each part starts from an x of its own, so that a function that changes its input is seen to do
    so once, in "x afterwards", and spoils nothing else.
    """
    skip_x, jacobian_x = x.clone().requires_grad_(), x.clone().requires_grad_()
    x.requires_grad_()
    out = apply(x)
    dx = gradient(out, x, dout)
    skip_dx = gradient(apply(skip_x) + skip_x, skip_x, dout)
    return {
        "base class": base_class(function, out),
        "out": out,
        "dx": dx,
        "dx with a skip connection": skip_dx,
        "jacobian": jacobian(apply, jacobian_x),
        "x afterwards": x,
    }


def base_class(function: Any, out: Tensor) -> str:
    """Which class the function is derived from, and whether its own backward belongs to out."""
    if not issubclass(function, torch.autograd.Function):
        return "another class"
    own = isinstance(out.grad_fn, function._backward_cls)
    return "torch.autograd.Function" if own else "torch.autograd.Function, with a backward unused"


def gradient(out: Tensor, x: Tensor, dout: Tensor, *, retain_graph: bool = False) -> Tensor:
    """dL/dx for a given dL/dout, by way of the scalar L = sum(out * dout)."""
    (dx,) = torch.autograd.grad((out * dout).sum(), x, retain_graph=retain_graph)
    return dx


def jacobian(apply: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """The first rows of d out / d x: a backward pass of the same graph for each."""
    out = apply(x)
    units = torch.eye(out.numel(), dtype=out.dtype, device=out.device)[:JACOBIAN_ROWS]
    rows = [gradient(out, x, unit.reshape(out.shape), retain_graph=True) for unit in units]
    return torch.stack(rows).flatten(1) if rows else x.new_zeros(0, 0)
