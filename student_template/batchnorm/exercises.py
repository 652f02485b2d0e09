"""How each question calls a solution, and which of its results are judged."""

import json
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

Array = npt.NDArray[np.floating]
Outputs = dict[str, Any]


def batchnorm_forward(
    solution: Any, x: Array, gamma: Array, beta: Array, bn_param: dict[str, Any]
) -> Outputs:
    """The forward pass, and what it leaves in bn_param and in x."""
    out, _ = solution.batchnorm_forward(x, gamma, beta, bn_param)
    return forward_outputs(out, bn_param, x)


def batchnorm_graph(solution: Any, **_inputs: Any) -> Outputs:
    """The graph as text; x, gamma, beta, eps and dout are what it is executed on afterwards."""
    return {"graph": json.dumps(solution.batchnorm_graph())}


def batchnorm_backward(
    solution: Any, x: Array, gamma: Array, beta: Array, bn_param: dict[str, Any], dout: Array
) -> Outputs:
    """The backward pass from the solution's own cache, for a given dout."""
    _, cache = solution.batchnorm_forward(x, gamma, beta, bn_param)
    x_before = x.copy()
    dx, dgamma, dbeta = solution.batchnorm_backward(dout, cache)
    return {"dx": dx, "dgamma": dgamma, "dbeta": dbeta, "change of x": x - x_before}


def batchnorm_backward_alt(
    solution: Any, x: Array, gamma: Array, beta: Array, bn_param: dict[str, Any], dout: Array
) -> Outputs:
    """The backward pass in closed form, from the solution's own cache, for a given dout."""
    _, cache = solution.batchnorm_forward(x, gamma, beta, bn_param)
    x_before = x.copy()
    dx, dgamma, dbeta = solution.batchnorm_backward_alt(dout, cache)
    return {"dx": dx, "dgamma": dgamma, "dbeta": dbeta, "change of x": x - x_before}


def spatial_batchnorm_forward(
    solution: Any, x: Array, gamma: Array, beta: Array, bn_param: dict[str, Any]
) -> Outputs:
    """The forward pass on images, and what it leaves in bn_param and in x."""
    out, _ = solution.spatial_batchnorm_forward(x, gamma, beta, bn_param)
    return forward_outputs(out, bn_param, x)


def spatial_batchnorm_backward(
    solution: Any, x: Array, gamma: Array, beta: Array, bn_param: dict[str, Any], dout: Array
) -> Outputs:
    """The backward pass on images, from the solution's own cache, for a given dout."""
    _, cache = solution.spatial_batchnorm_forward(x, gamma, beta, bn_param)
    x_before = x.copy()
    dx, dgamma, dbeta = solution.spatial_batchnorm_backward(dout, cache)
    return {"dx": dx, "dgamma": dgamma, "dbeta": dbeta, "change of x": x - x_before}


def forward_outputs(out: Any, bn_param: dict[str, Any], x: Array) -> Outputs:
    """What is judged of a forward pass in NumPy."""
    return {
        "out": out,
        "running_mean": bn_param.get("running_mean"),
        "running_var": bn_param.get("running_var"),
        "x afterwards": x,
    }


def batchnorm_function(
    solution: Any,
    x: Tensor,
    gamma: Tensor,
    beta: Tensor,
    eps: float,
    dout: Tensor,
    passes: int = 1,
) -> Outputs:
    """BatchNormFunction.apply under autograd; backward may be run more than once on one graph."""
    leaves = [x.requires_grad_(), gamma.requires_grad_(), beta.requires_grad_()]
    out = solution.BatchNormFunction.apply(*leaves, eps)
    for _ in range(passes):
        loss = (out * dout).sum()
        dx, dgamma, dbeta = torch.autograd.grad(loss, leaves, retain_graph=True)
    return {
        "base class": base_class(solution.BatchNormFunction, out),
        "out": out,
        "dx": dx,
        "dgamma": dgamma,
        "dbeta": dbeta,
        "x afterwards": x,
    }


def base_class(function: Any, out: Tensor) -> str:
    """Which class the function is derived from, and whether its own backward belongs to out."""
    if not issubclass(function, torch.autograd.Function):
        return "another class"
    own = isinstance(out.grad_fn, function._backward_cls)
    return "torch.autograd.Function" if own else "torch.autograd.Function, with a backward unused"


def batchnorm_module(
    solution: Any,
    x: Tensor,
    modes: list[str],
    settings: dict[str, float],
    state: dict[str, Tensor],
    num_batches_tracked: int,
    dout: Tensor,
    eval_gradients: bool = False,
) -> Outputs:
    """A module with a given state, run on the batches x[0], x[1], ... in the modes given for them.

    x is (steps, N, D) for BatchNorm1d, (steps, N, C, H, W) for BatchNorm2d; `settings` are
    keyword arguments of the module, `state` its weight, bias, running_mean and running_var.
    The outputs are those of the last batch, and what the state dict holds at first and at the end.
    """
    kind = solution.BatchNorm1d if x.ndim == 3 else solution.BatchNorm2d
    module = kind(len(state["weight"]), **settings).to(x.device, x.dtype)
    first = {f"{name} at first": value.clone() for name, value in module.state_dict().items()}
    steps = torch.tensor(num_batches_tracked, device=x.device)
    module.load_state_dict({**state, "num_batches_tracked": steps}, strict=False)
    for mode, values in zip(modes, x, strict=True):
        batch = values.clone().requires_grad_()
        out = module.train(mode == "train")(batch)
    gradients = {}
    if modes[-1] == "train" or eval_gradients:
        (out * dout).sum().backward()
        gradients = {f"d{name}": parameter.grad for name, parameter in module.named_parameters()}
    buffers = [name for name, buffer in module.named_buffers() if buffer.requires_grad]
    return {
        **first,
        **module.state_dict(),
        **gradients,
        "out": out,
        "dx": batch.grad,
        "names in the state dict": "\n".join(sorted(module.state_dict())),
        "buffers in the graph": "\n".join(sorted(buffers)),
    }
