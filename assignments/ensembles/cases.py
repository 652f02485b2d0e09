"""The inputs of each question.

Averages of probabilities, averages of logits and votes have to disagree, and to do so for certain:
the ballots and the labelled samples below are built so, and randomness only moves them around.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from autograder.spec import Case, Draw, case, fortran, strided

Array = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

PROBABILITIES = ("probabilities",)
WINNERS = ("winners",)
CHANGE = ("change of logits",)
ACCURACIES = ("member_accuracies", "ensemble_accuracy")
VARIANCE = ("variance_removed",)
STATISTICS = ("1.running_mean", "1.running_var")
COUNTED = ("1.num_batches_tracked",)
WEIGHTS = ("0.weight", "0.bias", "2.weight", "2.bias")
SHARED = ("shared memory",)
UNTOUCHED = ("changed", "shared memory")
LOGITS = ("parameters", "logits")
GRADIENTS = (
    *("dx", "dtrunk.0.weight", "dtrunk.0.bias", "dtrunk.1.weight", "dtrunk.1.bias"),
    *("dheads.0.weight", "dheads.0.bias", "dheads.1.weight", "dheads.1.bias"),
)
TRUNK = (
    *("passes of the trunk", "trunk.1.running_mean"),
    *("trunk.1.running_var", "trunk.1.num_batches_tracked"),
)
ALIKE = ("heads that start alike",)

SIDE_EFFECTS = "side effects"
UNEVEN = "uneven cycles"
BATCH_NORM = "batch normalization"
BOTH = ("float64", "float32")

# By hand: two members, two samples, three classes. The exponentials of each row sum to 8, so the
# probabilities are eighths; the scatter of the two samples is 19/128 and 13/128, on average 1/8.
SMALL_LOGITS = np.log([[[1.0, 3.0, 4.0], [2.0, 2.0, 4.0]], [[6.0, 1.0, 1.0], [1.0, 6.0, 1.0]]])
SMALL_LABELS = np.array([0, 1])

LAYOUTS = {"stored column by column": fortran, "stored with gaps": strided}
SHAPES = {
    "one member": (1, 5, 4),
    "one sample": (6, 1, 3),
    "one class": (3, 4, 1),
    "many classes": (3, 4, 50),
}


def average_probabilities(draw: Draw) -> Iterator[Case]:
    """Logits whose softmaxes differ much between the members; large ones; shapes and layouts."""
    yield case("by hand", public=True, outputs=PROBABILITIES, logits=SMALL_LOGITS)
    logits = draw.normal(3, 5, 4, std=2.0)
    yield case("three members", public=True, outputs=PROBABILITIES, logits=logits)
    logits = draw.normal(draw.whole(6, 8), 9, 5, std=2.0)
    yield case("random members", outputs=PROBABILITIES, logits=logits)
    logits = draw.normal(5, draw.whole(6, 9), 10, std=4.0)
    yield case("sure members", outputs=PROBABILITIES, logits=logits)

    logits = draw.normal(3, 4, 5, std=2.0) + 1000.0
    yield case(
        "all near 1000", public=True, group="stability", outputs=PROBABILITIES, logits=logits
    )
    shifts = draw.away_from_zero(4, 7, 1, least=2000.0, most=9000.0)
    logits = draw.normal(4, 7, 5, std=2.0) + shifts
    yield case("large logits", group="stability", outputs=PROBABILITIES, dtypes=BOTH, logits=logits)
    logits = draw.normal(5, 6, 7, std=2.0) - 9000.0
    yield case(
        "far below zero", group="stability", outputs=PROBABILITIES, dtypes=BOTH, logits=logits
    )
    logits = draw.normal(5, 7, 6, std=3000.0)
    yield case("far apart", group="stability", outputs=PROBABILITIES, dtypes=BOTH, logits=logits)

    for name, shape in SHAPES.items():
        logits = draw.normal(*shape, std=2.0)
        yield case(name, group="shapes", outputs=PROBABILITIES, logits=logits)
    for name, layout in LAYOUTS.items():
        logits = layout(draw.normal(4, 6, 5, std=2.0))
        yield case(name, group="shapes", outputs=PROBABILITIES, logits=logits)
    logits = draw.normal(4, 5, 6)
    yield case("the logits are left alone", group=SIDE_EFFECTS, outputs=CHANGE, logits=logits)


def majority_vote(draw: Draw) -> Iterator[Case]:
    """Ballots with one winner, where the losers are surer; then ties of every kind."""
    votes = np.array([[4, 0, 1], [4, 2, 3], [1, 2, 1]])
    yield case("by hand", public=True, outputs=WINNERS, logits=logits_of(draw, votes, 5))
    votes = ballots(draw, 8, [2, 1, 1], 5)
    logits = logits_of(draw, votes, 5, surer=1)
    yield case("four members", public=True, outputs=WINNERS, logits=logits)
    votes = ballots(draw, draw.whole(25, 35), [3, 2, 1, 1], 6)
    yield case("no absolute majority", outputs=WINNERS, logits=logits_of(draw, votes, 6, surer=2))
    votes = ballots(draw, draw.whole(25, 35), [3, 2], 9)
    yield case("a sure minority", outputs=WINNERS, logits=logits_of(draw, votes, 9, surer=2))

    tied = np.array([[2, 0, 3], [1, 3, 3], [1, 3, 1], [2, 0, 1]])
    logits = logits_of(draw, tied, 4)
    yield case("ties by hand", public=True, group="ties", outputs=WINNERS, logits=logits)
    for name, counts, classes in (
        ("two against two", [2, 2], 5),
        ("two, two and one", [2, 2, 1], 6),
        ("three pairs", [2, 2, 2], 7),
        ("everybody for another", [1, 1, 1, 1], 8),
    ):
        votes = ballots(draw, 40, counts, classes)
        logits = logits_of(draw, votes, classes, surer=counts[0])
        yield case(name, group="ties", outputs=WINNERS, logits=logits)

    yield case("one member", group="shapes", outputs=WINNERS, logits=draw.normal(1, 12, 5))
    yield case("one sample", group="shapes", outputs=WINNERS, logits=a_sample(draw, 4))
    yield case("one class", group="shapes", outputs=WINNERS, logits=draw.normal(3, 4, 1))
    yield case("many classes", group="shapes", outputs=WINNERS, logits=a_sample(draw, 300))
    for name, layout in LAYOUTS.items():
        votes = ballots(draw, 20, [3, 2, 1], 7)
        logits = layout(logits_of(draw, votes, 7))
        yield case(name, group="shapes", outputs=WINNERS, logits=logits)
    logits = draw.normal(5, 6, 4)
    yield case("the logits are left alone", group=SIDE_EFFECTS, outputs=CHANGE, logits=logits)


def compare_with_members(draw: Draw) -> Iterator[Case]:
    """Labelled samples of which the ensemble gets more right than votes or mean logits would."""
    small = {"logits": SMALL_LOGITS, "labels": SMALL_LABELS}
    yield case("by hand", public=True, outputs=ACCURACIES, **small)
    yield case("five members", public=True, outputs=ACCURACIES, **labelled(draw, 5, 4))
    inputs = labelled(draw, draw.whole(6, 8), 6)
    yield case("random members", outputs=ACCURACIES, **inputs)
    inputs = labelled(draw, 5, draw.whole(8, 12))
    yield case("many classes", outputs=ACCURACIES, **inputs)

    group = "variance"
    yield case("variance by hand", public=True, group=group, outputs=VARIANCE, **small)
    inputs = labelled(draw, draw.whole(5, 7), 5)
    yield case("variance of random members", group=group, outputs=VARIANCE, **inputs)
    inputs = guesses(draw, 4, 30, 7)
    yield case("variance of guesses", group=group, outputs=VARIANCE, **inputs)

    for name, shape in (("one member", (1, 9, 4)), ("one sample", (5, 1, 4))):
        yield case(
            f"{name}, accuracies", group="shapes", outputs=ACCURACIES, **guesses(draw, *shape)
        )
    for name, shape in (("one member", (1, 9, 4)), ("two members", (2, 11, 3))):
        yield case(f"{name}, variance", group="shapes", outputs=VARIANCE, **guesses(draw, *shape))


def snapshot_schedule(draw: Draw) -> Iterator[Case]:
    """Runs of equal cycles; then of unequal ones; then the smallest and the longest."""
    yield case("by hand", public=True, total_steps=8, cycles=2, lr0=2.0)
    yield case("three cycles", public=True, total_steps=12, cycles=3, lr0=0.8)
    cycles, length = draw.whole(3, 5), draw.whole(5, 9)
    lr0 = float(draw.uniform(low=0.5, high=3.0))
    yield case("random cycles", total_steps=cycles * length, cycles=cycles, lr0=lr0)
    lr0 = float(draw.uniform(low=4.0, high=9.0))
    yield case("long cycles", total_steps=50 * draw.whole(2, 3), cycles=2, lr0=lr0)

    yield case("ten steps", public=True, group=UNEVEN, total_steps=10, cycles=3, lr0=1.0)
    cycles, length = draw.whole(4, 6), draw.whole(7, 11)
    total_steps = cycles * length - draw.whole(1, 3)
    yield case("cut short", group=UNEVEN, total_steps=total_steps, cycles=cycles, lr0=1.7)
    yield case("a cycle fewer", group=UNEVEN, total_steps=9, cycles=5, lr0=2.5)

    yield case("one cycle", group="extremes", total_steps=draw.whole(6, 12), cycles=1, lr0=1.3)
    steps = draw.whole(3, 6)
    yield case("a cycle each step", group="extremes", total_steps=steps, cycles=steps, lr0=0.9)
    yield case("more cycles than steps", group="extremes", total_steps=3, cycles=7, lr0=1.9)


def train_snapshots(draw: Draw) -> Iterator[Case]:
    """Short runs of small networks, without BatchNorm and with it."""
    yield case("by hand", public=True, outputs=("0.weight", "0.bias"), **small_run())
    inputs = run(draw, total_steps=6, cycles=2)
    yield case("two cycles", public=True, outputs=WEIGHTS, **inputs)
    cycles = draw.whole(3, 4)
    inputs = run(draw, total_steps=4 * cycles, cycles=cycles)
    yield case("random cycles", outputs=WEIGHTS, **inputs)
    inputs = run(draw, total_steps=draw.whole(6, 9), cycles=1)
    yield case("one cycle", outputs=WEIGHTS, **inputs)

    inputs = run(draw, total_steps=10, cycles=3)
    yield case("ten steps", public=True, group=UNEVEN, outputs=WEIGHTS, **inputs)
    inputs = run(draw, total_steps=11, cycles=4)
    yield case("cut short", group=UNEVEN, outputs=WEIGHTS, **inputs)
    inputs = run(draw, total_steps=9, cycles=5)
    yield case("just full", group=UNEVEN, outputs=WEIGHTS, **inputs)

    inputs = run(draw, total_steps=4, cycles=2, batch_norm=True)
    outputs = (*STATISTICS, *COUNTED)
    yield case("buffers", public=True, group=BATCH_NORM, outputs=outputs, **inputs)
    inputs = run(draw, total_steps=6, cycles=3, batch_norm=True, mode="eval")
    yield case("from evaluation mode", group=BATCH_NORM, outputs=outputs, **inputs)
    inputs = run(draw, total_steps=3, cycles=1)
    yield case("copies", group=SIDE_EFFECTS, outputs=SHARED, **inputs)
    inputs = run(draw, total_steps=6, cycles=3, batch_norm=True)
    yield case("copies of buffers", group=SIDE_EFFECTS, outputs=SHARED, **inputs)


def average_parameters(draw: Draw) -> Iterator[Case]:
    """Trajectories of plain networks; then with BatchNorm, masks and indices among the buffers."""
    weights = ("names", *WEIGHTS)
    small = [{"weight": np.array(values)} for values in ([1.0, 6.0], [2.0, -2.0], [6.0, 5.0])]
    yield case("by hand", public=True, outputs=("names", "weight"), snapshots=small)
    inputs = trajectory(draw, 4)
    yield case("four snapshots", public=True, outputs=weights, snapshots=inputs)
    inputs = trajectory(draw, draw.whole(5, 9))
    yield case("random snapshots", outputs=weights, snapshots=inputs)
    inputs = trajectory(draw, 2)
    yield case("two snapshots", outputs=weights, snapshots=inputs)

    inputs = trajectory(draw, 3, batch_norm=True)
    outputs = ("names", *STATISTICS, "1.weight", "1.bias")
    yield case("statistics", public=True, group=BATCH_NORM, outputs=outputs, snapshots=inputs)
    inputs = trajectory(draw, draw.whole(4, 6), batch_norm=True)
    yield case("random statistics", group=BATCH_NORM, outputs=outputs, snapshots=inputs)

    group = "integer buffers"
    inputs = trajectory(draw, 3, batch_norm=True)
    yield case("counters", public=True, group=group, outputs=COUNTED, snapshots=inputs)
    inputs = trajectory(draw, 4, batch_norm=True, masks=True)
    outputs = (*COUNTED, "mask", "indices")
    yield case("masks and indices", group=group, outputs=outputs, snapshots=inputs)

    inputs = trajectory(draw, 1)
    yield case("one snapshot", group="shapes", outputs=weights, snapshots=inputs)
    scalars = [{"scale": np.array(draw.normal(1)[0]), "empty": np.zeros((0, 3))} for _ in range(3)]
    yield case(
        "scalars and empty entries",
        group="shapes",
        outputs=("names", "scale", "empty"),
        snapshots=scalars,
    )

    inputs = trajectory(draw, 3)
    yield case("snapshots afterwards", group=SIDE_EFFECTS, outputs=UNTOUCHED, snapshots=inputs)
    inputs = trajectory(draw, 1)
    yield case("one snapshot, copied", group=SIDE_EFFECTS, outputs=UNTOUCHED, snapshots=inputs)
    inputs = trajectory(draw, 2, batch_norm=True)
    yield case("buffers afterwards", group=SIDE_EFFECTS, outputs=UNTOUCHED, snapshots=inputs)


def head_ensemble(draw: Draw) -> Iterator[Case]:
    """Ensembles of heads in evaluation and in training."""
    yield case("two heads", public=True, outputs=LOGITS, **heads(draw, heads=2, n=5))
    inputs = heads(draw, heads=3, n=6, mode="train")
    yield case("three heads in training", public=True, outputs=LOGITS, **inputs)
    inputs = heads(draw, heads=draw.whole(4, 6), n=draw.whole(7, 9))
    yield case("random heads", outputs=LOGITS, **inputs)
    inputs = heads(draw, heads=draw.whole(4, 6), n=8, mode="train")
    yield case("random heads in training", outputs=LOGITS, **inputs)

    inputs = heads(draw, heads=2, n=6)
    yield case("two gradients", public=True, group="gradients", outputs=GRADIENTS, **inputs)
    inputs = heads(draw, heads=5, n=7, mode="train")
    yield case("gradients in training", group="gradients", outputs=GRADIENTS, **inputs)

    group = "prediction"
    inputs = heads(draw, heads=3, n=4)
    yield case("a prediction", public=True, group=group, outputs=PROBABILITIES, **inputs)
    inputs = heads(draw, heads=draw.whole(4, 6), n=7)
    yield case("random predictions", group=group, outputs=PROBABILITIES, **inputs)
    inputs = heads(draw, heads=1, n=6)
    yield case("prediction of one head", group=group, outputs=PROBABILITIES, **inputs)
    inputs = heads(draw, heads=4, n=6) | {"head_scale": 2000.0}
    yield case("predictions from large logits", group=group, outputs=PROBABILITIES, **inputs)

    inputs = heads(draw, heads=4, n=6, mode="train")
    yield case("one pass of the trunk", public=True, group="trunk", outputs=TRUNK, **inputs)
    inputs = heads(draw, heads=3, n=5)
    yield case("one pass in evaluation", group="trunk", outputs=TRUNK, **inputs)
    inputs = heads(draw, heads=4, n=5)
    yield case("first weights", public=True, group="diversity", outputs=ALIKE, **inputs)
    yield case("first weights again", group="diversity", outputs=ALIKE, **heads(draw, heads=6, n=3))
    yield case("one head", group="shapes", outputs=LOGITS, **heads(draw, heads=1, n=6))
    yield case("one sample", group="shapes", outputs=LOGITS, **heads(draw, heads=3, n=1))
    inputs = heads(draw, heads=3, n=6)
    yield case("under autocast", autocast="bfloat16", outputs=("logits",), **inputs)


# What the questions share.


def ballots(draw: Draw, samples: int, counts: list[int], classes: int) -> Integers:
    """Votes (members, samples): counts[0] of them for one random class, counts[1] for another ...

    Which members cast them is random too.
    """
    columns = []
    for _ in range(samples):
        candidates = draw.generator.permutation(classes)[: len(counts)]
        columns.append(draw.generator.permutation(np.repeat(candidates, counts)))
    return np.stack(columns, axis=1)


def logits_of(draw: Draw, votes: Integers, classes: int, surer: int = 0) -> Array:
    """Logits (members, samples, classes) from which the members vote as told.

    `surer`: votes for a class that has exactly so many, the winner's apart, are far surer than the
    others; and the logits of each member for each sample have a level of their own.
    """
    members, samples = votes.shape
    logits = draw.uniform(members, samples, classes, low=-1.0, high=0.0)
    for sample in range(samples):
        counts = np.bincount(votes[:, sample], minlength=classes)
        for member in range(members):
            vote = votes[member, sample]
            sure = counts[vote] == surer and vote != counts.argmax()
            logits[member, sample, vote] = draw.uniform(low=0.3, high=0.9) + 8.0 * sure
    return logits + draw.normal(members, samples, 1, std=5.0)


def a_sample(draw: Draw, classes: int) -> Array:
    """The logits of six members for one sample, on which three of them agree."""
    return logits_of(draw, ballots(draw, 1, [3, 2, 1], classes), classes, surer=2)


def labelled(draw: Draw, members: int, classes: int) -> dict[str, Any]:
    """Logits and labels of samples on which the ways to ask an ensemble disagree.

    Everybody knows twelve of the samples. Of the others,
    - four are known by one member only, who is sure of it: mean probabilities are right, votes not;
    - five are known by all but one member, whose logits shout: mean logits are wrong;
    - three are known by one member only, who is not sure of it: all ways are wrong;
    - two are known by nobody;
    - four are unknown to one of the first two members, so that the members' accuracies differ.
    """
    kinds = ["known"] * 12 + ["insider"] * 4 + ["shout"] * 5 + ["lone"] * 3 + ["unknown"] * 2
    kinds += ["slip"] * 4
    kinds = [kinds[index] for index in draw.generator.permutation(len(kinds))]
    labels = draw.integers(len(kinds), low=0, high=classes)
    others = (labels + draw.integers(len(kinds), low=1, high=classes)) % classes
    logits = draw.normal(members, len(kinds), classes, std=0.05)
    for sample, kind in enumerate(kinds):
        right, wrong = labels[sample], others[sample]
        odd = draw.whole(0, members - 1) if kind != "slip" else draw.whole(0, 1)
        everybody = np.arange(members)
        rest = everybody[everybody != odd]
        if kind == "insider":
            logits[rest, sample, wrong] += 0.8
            logits[rest, sample, right] += 0.4
            logits[odd, sample, right] += 12.0
        elif kind == "shout":
            logits[rest, sample, right] += 3.0
            logits[odd, sample, wrong] += 60.0
        else:
            logits[rest, sample, right if kind in ("known", "slip") else wrong] += 3.0
            logits[odd, sample, right if kind in ("known", "lone") else wrong] += 2.0
    return {"logits": logits, "labels": labels}


def guesses(draw: Draw, members: int, samples: int, classes: int) -> dict[str, Any]:
    """Logits and labels that have nothing to do with each other."""
    labels = draw.integers(samples, low=0, high=classes)
    return {"logits": draw.normal(members, samples, classes, std=2.0), "labels": labels}


def small_run() -> dict[str, Any]:
    """A linear model that starts at 0, so that its first probabilities are 1/2."""
    return {
        "sizes": [2, 2],
        "state": {"0.weight": np.zeros((2, 2)), "0.bias": np.zeros(2)},
        "mode": "train",
        "x": np.array([[2.0, 0.0], [0.0, 4.0], [0.0, 4.0], [2.0, 0.0]]),
        "y": np.array([0, 1, 1, 1]),
        "total_steps": 2,
        "cycles": 2,
        "lr0": 0.5,
    }


def run(
    draw: Draw, total_steps: int, cycles: int, *, batch_norm: bool = False, mode: str = "train"
) -> dict[str, Any]:
    """A small network, inputs around a mean of their own, and labels."""
    n, d, hidden, classes = 12, 4, 6, 3
    return {
        "sizes": [d, hidden, classes],
        "state": state(draw, d, hidden, classes, batch_norm=batch_norm),
        "mode": mode,
        "x": draw.normal(n, d) + draw.away_from_zero(d, least=0.5, most=1.5),
        "y": draw.integers(n, low=0, high=classes),
        "total_steps": total_steps,
        "cycles": cycles,
        "lr0": float(draw.uniform(low=0.8, high=1.2)),
    }


def state(draw: Draw, d: int, hidden: int, classes: int, *, batch_norm: bool) -> dict[str, Any]:
    """A state dict of two linear layers, with BatchNorm between them if that is wanted."""
    last = 3 if batch_norm else 2
    entries: dict[str, Any] = {
        "0.weight": draw.normal(hidden, d, std=d**-0.5),
        "0.bias": draw.away_from_zero(hidden, least=0.2, most=1.0),
        f"{last}.weight": draw.normal(classes, hidden, std=hidden**-0.5),
        f"{last}.bias": draw.away_from_zero(classes, least=0.2, most=1.0),
    }
    if batch_norm:
        entries |= {
            "1.weight": draw.uniform(hidden, low=0.5, high=1.5),
            "1.bias": draw.away_from_zero(hidden, least=0.2, most=1.0),
            "1.running_mean": draw.away_from_zero(hidden, least=0.5, most=2.0),
            "1.running_var": draw.uniform(hidden, low=0.5, high=2.0),
            "1.num_batches_tracked": np.array(draw.whole(3, 99)),
        }
    return entries


def trajectory(
    draw: Draw, count: int, *, batch_norm: bool = False, masks: bool = False
) -> list[dict[str, Any]]:
    """Snapshots that differ much from each other; their counters grow, the indices do not."""
    snapshots = [state(draw, 5, 6, 3, batch_norm=batch_norm) for _ in range(count)]
    for index, snapshot in enumerate(snapshots):
        if batch_norm:
            snapshot["1.num_batches_tracked"] = np.array(40 + 25 * index + draw.whole(0, 9))
        if masks:
            snapshot["mask"] = draw.generator.random(16) < 0.6
            snapshot["indices"] = draw.integers(16, low=0, high=1000)
    return snapshots


def heads(draw: Draw, *, heads: int, n: int, mode: str = "eval") -> dict[str, Any]:
    """Inputs of a trunk, sizes that differ from each other, and a gradient of the logits."""
    classes = draw.whole(3, 4)
    return {
        "x": draw.normal(n, 5),
        "features": draw.whole(7, 8),
        "classes": classes,
        "heads": heads,
        "seed": draw.whole(0, 2**31 - 1),
        "mode": mode,
        "dout": draw.normal(heads, n, classes),
    }
