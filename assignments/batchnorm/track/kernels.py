"""What the speed track times: a forward and a backward pass, each in a single call.

Both are judged column by column in float64, in blocks, since the largest tensors don't fit in
memory in float64. What is allowed follows from how rounding errors grow, with `C` to spare:

- a sum of N terms in float32, even if they are added one after the other, is off by about sqrt(N)
  / 4 units in the last place of their sizes together;
- an output is off by a unit in its last place, and by what the sums and the terms in it are off.

The gradients are drawn with a mean and a slope along x_hat of the order of their spread: so the
terms that come from the batch's statistics are as large as the others in dx at any batch size, and
none of them may be left out, or estimated from some of the rows.
"""

from collections.abc import Mapping

import torch
from torch import Generator, Tensor

from autograder.spec.track import Argument, Kernel, Right, blocks

EPS = 1e-5
"""Added to the variance, as in torch's own layers."""

C = 32
"""Units in the last place that intermediate results may be off, of float32; sums, sqrt(N) more."""

AT_A_TIME = 1 << 22
"""Values that are drawn at a time where more than one operation makes them."""

UNIT = torch.finfo(torch.float32).eps


# ---- backward ----------------------------------------------------------------------------------


def draw_backward(inputs: Mapping[str, Tensor], source: Generator) -> None:
    """Fresh x and dout, and x's own statistics."""
    _draw_layer(inputs, source)
    x, dout, mean, inv_std = (inputs[name] for name in ("x", "dout", "mean", "inv_std"))
    bias, slope = _of_either_sign(mean, source), _of_either_sign(mean, source)
    dout.normal_(generator=source)
    for columns in blocks(*x.shape, AT_A_TIME):
        here = x[:, columns].double()
        mean[columns], inv_std[columns] = _statistics(here)
        x_hat = (here - mean[columns].double()) * inv_std[columns].double()
        dout[:, columns] += bias[columns] + slope[columns] * x_hat


def right_backward(inputs: Mapping[str, Tensor], columns: slice) -> dict[str, Right]:
    """The three gradients of some columns, by the closed form."""
    dout, x = inputs["dout"][:, columns].double(), inputs["x"][:, columns].double()
    gamma, mean, inv_std = (inputs[name][columns].double() for name in ("gamma", "mean", "inv_std"))
    n = len(x)
    centered = x - mean
    x_hat = centered * inv_std
    terms = dout * x_hat
    dgamma, dbeta = terms.sum(0), dout.sum(0)
    scale = gamma * inv_std
    dx = scale * (dout - (dbeta + x_hat * dgamma) / n)
    # x - mean may be written out, as x times something less mean times something
    written_out = (x.abs() + mean.abs()) * inv_std
    of_sums = (C + n**0.5) * UNIT
    off_dbeta = of_sums * dout.abs().sum(0)
    off_dgamma = of_sums * (dout.abs() * written_out).sum(0)
    inside = dout.abs() + (dbeta.abs() + written_out * dgamma.abs()) / n
    off_inside = C * UNIT * inside + (off_dbeta + x_hat.abs() * off_dgamma) / n
    off_dx = _last_place(inputs["dout"]) * dx.abs() + scale.abs() * off_inside
    return {
        "dx": Right(dx, off_dx),
        "dgamma": Right(dgamma, off_dgamma),
        "dbeta": Right(dbeta, off_dbeta),
    }


BACKWARD = Kernel(
    "batchnorm_backward_fused",
    (
        Argument("dout"),
        Argument("x"),
        Argument("gamma", vector=True, dtype="float32"),
        Argument("mean", vector=True, dtype="float32"),
        Argument("inv_std", vector=True, dtype="float32"),
        Argument("dx", output=True),
        Argument("dgamma", vector=True, dtype="float32", output=True),
        Argument("dbeta", vector=True, dtype="float32", output=True),
    ),
    passes=5,  # x and dout read for the sums and once more for dx, which is written
    draw=draw_backward,
    right=right_backward,
)


# ---- forward -----------------------------------------------------------------------------------


def draw_forward(inputs: Mapping[str, Tensor], source: Generator) -> None:
    """A fresh batch."""
    _draw_layer(inputs, source)
    inputs["beta"].normal_(generator=source)


def right_forward(inputs: Mapping[str, Tensor], columns: slice) -> dict[str, Right]:
    """The normalized columns, and their statistics."""
    x = inputs["x"][:, columns].double()
    gamma, beta = inputs["gamma"][columns].double(), inputs["beta"][columns].double()
    mean, inv_std = _statistics(x)
    x_hat = (x - mean) * inv_std
    out = gamma * x_hat + beta
    of_sums = (C + len(x) ** 0.5) * UNIT
    off_mean = of_sums * x.abs().mean(0)
    # the variance may be that of the squares less the square of the mean
    off_inv_std = of_sums * inv_std * (1 + (x * x).mean(0) * inv_std**2)
    off_x_hat = (
        C * UNIT * (x.abs() + mean.abs()) * inv_std
        + off_mean * inv_std
        + off_inv_std * (x - mean).abs()
    )
    off_out = gamma.abs() * off_x_hat + C * UNIT * (beta.abs() + (gamma * x_hat).abs())
    return {
        "out": Right(out, _last_place(inputs["x"]) * out.abs() + off_out),
        "mean": Right(mean, off_mean),
        "inv_std": Right(inv_std, off_inv_std),
    }


FORWARD = Kernel(
    "batchnorm_forward_fused",
    (
        Argument("x"),
        Argument("gamma", vector=True, dtype="float32"),
        Argument("beta", vector=True, dtype="float32"),
        Argument("out", output=True),
        Argument("mean", vector=True, dtype="float32", output=True),
        Argument("inv_std", vector=True, dtype="float32", output=True),
    ),
    passes=3,  # x read for the statistics and once more for out, which is written
    draw=draw_forward,
    right=right_forward,
)

KERNELS = (BACKWARD, FORWARD)


def _draw_layer(inputs: Mapping[str, Tensor], source: Generator) -> None:
    """x, with a mean and a spread of its own in each column, and gamma."""
    x, gamma = inputs["x"], inputs["gamma"]
    x.normal_(generator=source)
    spread = gamma.clone().uniform_(0.5, 2.0, generator=source)
    x.mul_(spread.to(x.dtype)).add_(_of_either_sign(gamma, source).to(x.dtype))
    gamma.copy_(_of_either_sign(gamma, source))


def _of_either_sign(like: Tensor, source: Generator) -> Tensor:
    """A value for each column, of a size from 0.5 to 1.5."""
    size = torch.empty_like(like).uniform_(0.5, 1.5, generator=source)
    return torch.where(torch.empty_like(like).normal_(generator=source) < 0, -size, size)


def _statistics(x: Tensor) -> tuple[Tensor, Tensor]:
    """The mean and the reciprocal of the deviation of each column, in float64."""
    return x.mean(0), torch.rsqrt(x.var(0, correction=0) + EPS)


def _last_place(like: Tensor) -> float:
    """The relative size of a unit in the last place, twice the error of one rounding."""
    return torch.finfo(like.dtype).eps
