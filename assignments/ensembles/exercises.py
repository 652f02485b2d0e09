"""How each question calls a solution, and which of its results are judged."""

import itertools
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

Array = npt.NDArray[np.floating]
Labels = npt.NDArray[np.int64]
State = dict[str, Tensor]
Outputs = dict[str, Any]

HALVES = {"bfloat16": torch.bfloat16, "float16": torch.float16}
"""What autocast may compute in, by name."""


def average_probabilities(solution: Any, logits: Array) -> Outputs:
    """The ensemble's probabilities, and the logits as the caller finds them afterwards."""
    before = logits.copy()
    probabilities = solution.average_probabilities(logits)
    return {"probabilities": probabilities, "change of logits": logits - before}


def majority_vote(solution: Any, logits: Array) -> Outputs:
    """The ensemble's labels, and the logits as the caller finds them afterwards."""
    before = logits.copy()
    winners = solution.majority_vote(logits)
    return {"winners": winners, "change of logits": logits - before}


def compare_with_members(solution: Any, logits: Array, labels: Labels) -> Outputs:
    """The accuracies of all members and of the ensemble, and the variance between the members."""
    member_accuracies, ensemble_accuracy, variance_removed = solution.compare_with_members(
        logits, labels
    )
    return {
        "member_accuracies": member_accuracies,
        "ensemble_accuracy": float(ensemble_accuracy),
        "variance_removed": float(variance_removed),
    }


def snapshot_schedule(solution: Any, total_steps: int, cycles: int, lr0: float) -> Outputs:
    """The learning rates of all steps of a run, in their order."""
    rates = [
        float(solution.snapshot_schedule(step, total_steps, cycles, lr0))
        for step in range(total_steps)
    ]
    return {"rates": np.array(rates)}


def train_snapshots(
    solution: Any,
    sizes: list[int],
    state: State,
    mode: str,
    x: Tensor,
    y: Tensor,
    total_steps: int,
    cycles: int,
    lr0: float,
) -> Outputs:
    """Every entry of the snapshots, those of one name stacked in the order of the snapshots.

    The model has the given state, and is handed over in the given mode, "train" or "eval".
    """
    model = network(sizes, batch_norm="1.running_mean" in state).to(x.device, x.dtype)
    model.load_state_dict(state)
    model.train(mode == "train")
    snapshots = solution.train_snapshots(model, x, y, total_steps, cycles, lr0)
    held = [set(snapshot) for snapshot in snapshots]
    complete = sorted(set(state).intersection(*held)) if held else []
    return {
        "number of snapshots": len(snapshots),
        **{name: torch.stack([snapshot[name] for snapshot in snapshots]) for name in complete},
        "shared memory": sharing([*snapshots, model.state_dict()]),
    }


def average_parameters(solution: Any, snapshots: list[State]) -> Outputs:
    """Every entry of the average, and what has become of the snapshots."""
    before = [{name: value.clone() for name, value in snapshot.items()} for snapshot in snapshots]
    average = solution.average_parameters(list(snapshots))
    changed = [
        f"{name} of snapshot {index}"
        for index, (snapshot, old) in enumerate(zip(snapshots, before, strict=True))
        for name in old
        if name not in snapshot or not torch.equal(snapshot[name], old[name])
    ]
    return {
        "names": "\n".join(sorted(average)),
        **average,
        "changed": "\n".join(changed),
        "shared memory": sharing([average, *snapshots]),
    }


def head_ensemble(
    solution: Any,
    x: Tensor,
    features: int,
    classes: int,
    heads: int,
    seed: int,
    mode: str,
    dout: Tensor,
    head_scale: float = 1.0,
    autocast: str = "",
) -> Outputs:
    """Several heads on a trunk of two layers: logits, gradients for a given dout, predictions.

    Parameters and buffers are filled with values that depend on the seed, their names and their
    shapes alone; those of the heads are multiplied by head_scale. The predictions are made in
    evaluation mode, after the forward and backward pass.
    """
    trunk = nn.Sequential(nn.Linear(x.shape[1], features), nn.BatchNorm1d(features), nn.Tanh())
    passes: list[int] = []
    trunk[0].register_forward_hook(lambda *_: passes.append(1))
    ensemble = solution.HeadEnsemble(trunk, features, classes, heads).to(x.device, x.dtype)
    alike = alike_heads(ensemble)
    fill(ensemble, seed, head_scale)
    ensemble.train(mode == "train")
    passes.clear()
    logits = under_autocast(ensemble, x.requires_grad_(), autocast)
    passes_of_the_trunk = len(passes)
    (logits * dout).sum().backward()
    gradients = {f"d{name}": parameter.grad for name, parameter in ensemble.named_parameters()}
    names = [f"{name} {tuple(value.shape)}" for name, value in ensemble.named_parameters()]
    return {
        "parameters": "\n".join(sorted(names)),
        "logits": logits,
        "dx": x.grad,
        **gradients,
        **dict(ensemble.named_buffers()),
        "passes of the trunk": passes_of_the_trunk,
        "heads that start alike": alike,
        "probabilities": ensemble.eval().predict(x.detach()).detach(),
    }


# What the questions share.


def network(sizes: list[int], *, batch_norm: bool) -> nn.Sequential:
    """Linear layers of the given sizes, with Tanh between them, and BatchNorm before each Tanh."""
    layers: list[nn.Module] = []
    for size_in, size_out in itertools.pairwise(sizes):
        if layers:
            layers += [nn.BatchNorm1d(size_in)] * batch_norm + [nn.Tanh()]
        layers.append(nn.Linear(size_in, size_out))
    return nn.Sequential(*layers)


def sharing(states: list[State]) -> str:
    """The names of entries that lie in the same memory in two of the state dicts."""
    places: dict[int, int] = {}
    shared = set()
    for index, state in enumerate(states):
        for name, value in state.items():
            place = value.untyped_storage().data_ptr()
            if place and places.setdefault(place, index) != index:  # an empty tensor has no place
                shared.add(name)
    return "\n".join(sorted(shared))


def under_autocast(module: nn.Module, x: Tensor, autocast: str) -> Tensor:
    """The output, under torch.autocast where a dtype is given; it leaves float64 as it is."""
    if not autocast:
        return module(x)
    with torch.autocast(x.device.type, HALVES[autocast]):
        return module(x).to(x.dtype)


def alike_heads(ensemble: Any) -> str:
    """The pairs of heads that have equal weights."""
    weights = {
        name: value for name, value in ensemble.state_dict().items() if name.endswith(".weight")
    }
    heads = [(name, value) for name, value in weights.items() if name.startswith("heads.")]
    pairs = [
        f"{first} and {second}"
        for (first, one), (second, other) in itertools.combinations(heads, 2)
        if torch.equal(one, other)
    ]
    return "\n".join(pairs)


def fill(module: nn.Module, seed: int, head_scale: float) -> None:
    """Give every parameter and buffer values that depend on the seed and its own name alone."""
    for name, value in module.state_dict().items():
        random = np.random.RandomState((seed + zlib.crc32(name.encode())) % 2**32)
        shape = tuple(value.shape)
        if not value.is_floating_point():
            values = random.randint(3, 99, shape)
        elif value.ndim > 1:
            values = random.standard_normal(shape) * np.sqrt(2 / value[0].numel())
        elif name.endswith(("weight", "running_var")):
            values = random.uniform(0.5, 1.5, shape)
        else:
            values = random.uniform(0.2, 1.0, shape) * random.choice([-1.0, 1.0], shape)
        scale = head_scale if name.startswith("heads.") else 1
        value.copy_(torch.as_tensor(scale * values))
