"""How each question calls a solution, and which of its results are judged.

Masks are random, so that a single pass tells little. Over many passes every unit is kept at least
once and dropped at least once, and then much is certain: what a unit is when it was kept, what its
gradient is when it was dropped. How often a unit is kept, and whether units, samples and passes are
drawn by themselves, is judged by the distribution of the output "kept".

The `seed` of an exercise is there to draw the same masks again when a hand-in is graded again.
"""

import contextlib
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

Array = npt.NDArray[np.floating]
Outputs = dict[str, Any]

WHOLE_TENSORS = ("cpu", "numpy", "tolist", "__array__")
"""Methods that bring all values of a tensor to the host, where NumPy and Python work."""

SINGLE_VALUES = ("item", "__bool__", "__float__", "__int__", "__index__")
"""Methods that bring a single value of a tensor to the host."""

DEFAULT_DEVICE, DEFAULT_DTYPE = torch.get_default_device(), torch.get_default_dtype()
"""Where and as what torch makes tensors if it isn't told; this file is run before any solution."""

WAITS = "called a synchronizing CUDA operation"
"""What torch warns of, if it is asked to, each time that the host waits for the GPU."""

FEW = 3
"""Single values that a pass may read, and times that the host may wait for the GPU meanwhile: for a
p that is kept as a tensor, but not for a mask."""


def dropout_forward(
    solution: Any,
    x: Array,
    p: float,
    seed: int,
    calls: int = 1,
    mode: str = "train",
    mask_seeds: Sequence[int] = (),
) -> Outputs:
    """Many forward passes on the same x; if there are `mask_seeds`, twice with each of them."""
    np.random.seed(seed)
    options: list[dict[str, Any]] = [{"p": p, "mode": mode} for _ in range(calls)]
    if len(mask_seeds):
        options = 2 * [{"p": p, "mode": mode, "seed": int(mask_seed)} for mask_seed in mask_seeds]
    x_before = x.copy()
    copies = [x, *(x.copy(order="K") for _ in options[1:])]
    outs = []
    for given, option in zip(copies, options, strict=True):
        out, _ = solution.dropout_forward(given, dict(option))
        outs.append(out)
    first, second = np.stack(outs[: len(mask_seeds) or None]), np.stack(outs[len(mask_seeds) :])
    return {
        "out": outs[0],
        **over_calls("kept units", first, first != 0),
        "second call with the same seed": compared(first, second),
        "arrays overwritten": "" if np.array_equal(x, x_before) else "x",
    }


def dropout_backward(
    solution: Any,
    x: Array,
    dout: Array,
    p: float,
    seed: int,
    calls: int = 1,
    mode: str = "train",
    seeded: bool = True,
) -> Outputs:
    """Many forward passes, and only then the backward pass of each, from the solution's caches."""
    np.random.seed(seed)
    options = [{"p": p, "mode": mode, "seed": seed + call} for call in range(calls)]
    if not seeded:
        options = [{"p": p, "mode": mode} for _ in range(calls)]
    copies = [x, *(x.copy(order="K") for _ in options[1:])]
    passes = [
        solution.dropout_forward(given, option)
        for given, option in zip(copies, options, strict=True)
    ]
    x_before = x.copy()
    gradients = [solution.dropout_backward(dout.copy(order="K"), cache) for _, cache in passes]
    return {
        "dx": gradients[0],
        **gradients_over_calls(np.stack(gradients), np.stack([out for out, _ in passes]) != 0),
        "arrays overwritten": "" if np.array_equal(x, x_before) else "x",
    }


def compared(first: Any, second: Any) -> str:
    """Whether two passes drew the same masks, in words."""
    return "the same output" if bool((first == second).all()) else "another output"


def over_calls(name: str, values: Array, kept: npt.NDArray[np.bool_]) -> Outputs:
    """Which elements were kept in which call, and each element's extremes over those calls."""
    return {
        "kept": kept,
        f"{name}, smallest": np.where(kept, values, np.inf).min(axis=0),
        f"{name}, largest": np.where(kept, values, -np.inf).max(axis=0),
    }


def gradients_over_calls(dx: Array, kept: npt.NDArray[np.bool_]) -> Outputs:
    """The gradients of kept and of dropped units; and sizes whatever became of a unit."""
    return {
        **over_calls("dx of kept units", dx, kept),
        "dx of dropped units, largest size": np.where(kept, 0, np.abs(dx)).max(axis=0),
        "dx, smallest size": np.abs(dx).min(axis=0),
        "dx, largest size": np.abs(dx).max(axis=0),
    }


def dropout_train(
    solution: Any,
    X: Array,
    params: dict[str, Array],
    p: float,
    seed: int,
    calls: int = 1,
    copies: int = 1,
) -> Outputs:
    """Many passes of the network, each on so many copies of every column of X.

    With few hidden units all combinations of kept and dropped ones occur, so that the smallest and
    the largest output of a sample are certain. "kept" tells which outputs are not 0.
    """
    np.random.seed(seed)
    rng = np.random.default_rng(seed)
    columns = X if copies == 1 else np.repeat(X, copies, axis=1)
    spares = [(columns.copy(), fresh(params)) for _ in range(calls + 1)]
    out = solution.dropout_train(columns, params, p, rng)
    outs = [out]
    outs += [solution.dropout_train(*spare, p, rng) for spare in spares[: calls - 1]]
    again = [
        solution.dropout_train(*spare, p, np.random.default_rng(seed)) for spare in spares[-2:]
    ]
    values = np.stack(outs)
    of_a_sample = values.reshape(calls, len(out), -1, copies)
    return {
        "out": out,
        "kept": values != 0,
        "smallest out of each sample": of_a_sample.min(axis=(0, 3)),
        "largest out of each sample": of_a_sample.max(axis=(0, 3)),
        "second call with the same generator": compared(*again),
        "X afterwards": columns,
        **{f"{name} afterwards": value for name, value in params.items()},
    }


def predict(solution: Any, X: Array, params: dict[str, Array]) -> Outputs:
    """The network at test time, and what it leaves of X and of the parameters."""
    return {
        "out": solution.predict(X, params),
        "X afterwards": X,
        **{f"{name} afterwards": value for name, value in params.items()},
    }


def fresh(params: dict[str, Array]) -> dict[str, Array]:
    """A copy of the network, which a pass may spoil."""
    return {name: value.copy() for name, value in params.items()}


def dropout_module(
    solution: Any,
    x: Tensor,
    dout: Tensor,
    p: float,
    seed: int,
    calls: int = 1,
    modes: Sequence[str] = ("train",),
) -> Outputs:
    """The module inside a network that goes through `modes`; many passes in the last of them."""
    torch.manual_seed(seed)
    network = nn.Sequential(solution.Dropout(p))
    for mode in modes:
        if mode == "train":
            network.train()
        else:
            network.eval()
    x_before = x.clone()
    leaf = torch.stack(calls * [x_before]).requires_grad_()
    out = torch.stack([network(given.clone()) for given in leaf])
    loss = (out * dout).sum()  # without a gradient if the module cut the graph
    if loss.requires_grad:
        loss.backward()
    dx = torch.zeros_like(leaf) if leaf.grad is None else leaf.grad
    reads = HostReads()
    with reads, waits_of_the_host(x) as waits:
        network(x)
    repeated = []
    for _ in range(2):
        torch.manual_seed(seed)
        repeated.append(network(x_before.clone()))
    values, kept = out.detach(), out != 0
    return {
        "out": values[0],
        "dx": dx[0],
        "kept": kept,
        "kept units, smallest": torch.where(kept, values, torch.inf).amin(dim=0),
        "kept units, largest": torch.where(kept, values, -torch.inf).amax(dim=0),
        "dx of kept units, smallest": torch.where(kept, dx, torch.inf).amin(dim=0),
        "dx of kept units, largest": torch.where(kept, dx, -torch.inf).amax(dim=0),
        "dx of dropped units, largest size": torch.where(kept, 0, dx.abs()).amax(dim=0),
        "second call with the same seed": compared(*repeated),
        "arrays overwritten": "" if torch.equal(x, x_before) else "x",
        "values read on the host by": reads.told(),
        "waits of the host in one pass": "many" if len(waits) > FEW else "few",
        "settings of torch": settings_changed(x),
    }


def settings_changed(x: Tensor) -> str:
    """What all of torch goes by, and a layer has to leave alone, and is no longer as at first."""
    as_at_first = {
        "the default device": torch.get_default_device() == DEFAULT_DEVICE,
        "the default dtype": torch.get_default_dtype() == DEFAULT_DTYPE,
        "the stream": not x.is_cuda
        or torch.cuda.current_stream(x.device) == torch.cuda.default_stream(x.device),
    }
    return ", ".join(name for name, same in as_at_first.items() if not same)


@contextlib.contextmanager
def waits_of_the_host(x: Tensor) -> Iterator[list[str]]:
    """Notes each time that the host waits for the GPU; on the CPU there is nothing to wait for."""
    waits: list[str] = []
    if not x.is_cuda:
        yield waits
        return
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        torch.cuda.set_sync_debug_mode("warn")
        try:
            yield waits
        finally:
            torch.cuda.set_sync_debug_mode("default")
            waits += [str(each.message) for each in told if WAITS in str(each.message)]


class HostReads(TorchFunctionMode):
    """Notes the methods that bring a tensor's values to the host while a pass runs."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def __torch_function__(
        self, func: Any, types: Any, args: Any = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        self.names.append(getattr(func, "__name__", ""))
        return func(*args, **(kwargs or {}))

    def told(self) -> str:
        """The methods that read whole tensors, or more single values than a pass needs."""
        whole = {name for name in self.names if name in WHOLE_TENSORS}
        single = [name for name in self.names if name in SINGLE_VALUES]
        return ", ".join(sorted(whole.union(single if len(single) > FEW else ())))


def mc_dropout_predict(solution: Any, x: Array, weights: Array, offset: float = 0.0) -> Outputs:
    """Passes whose outputs are given: the i-th one is x @ weights[i] + offset."""
    given = []

    def forward(batch: Array) -> Array:
        given.append(batch.copy())
        out: Array = batch @ weights[(len(given) - 1) % len(weights)] + offset
        return out

    mean, spread = solution.mc_dropout_predict(forward, x, len(weights))
    return {
        "mean": mean,
        "spread": spread,
        "calls of forward": len(given),
        "x afterwards": x,
    }
