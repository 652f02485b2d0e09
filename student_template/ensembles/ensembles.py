"""Ensembles: many networks that answer as one, in NumPy and in PyTorch.

CS 182 discussion 4, section 3. An ensemble of M members is made in one of two ways:

- average what the members *predict*. This works for members of any origin;
- average what they *are*, their parameters. This works along one trajectory of training only.

Training M networks costs M times as much, so two short cuts belong to it: snapshots of a single
run, and several classification heads on one trunk.

The members' logits on a batch, the scores before the softmax, lie in one array of shape (M, N, C):
M members, N samples, C classes. Member m's probabilities for sample n are

    p[m, n, c] = exp(logits[m, n, c]) / sum_k exp(logits[m, n, k])

No function here changes what it is given, but for train_snapshots, which trains its model.
"""

import math

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

Array = npt.NDArray[np.floating]
Labels = npt.NDArray[np.int64]
State = dict[str, Tensor]


def average_probabilities(logits: Array) -> Array:
    """The ensemble's probabilities: the mean of the members' softmaxes.

        p_mean[n, c] = 1/M sum_m p[m, n, c]

    logits  (M, N, C), float64 or float32; it must not be changed

    Returns an array of shape (N, C) and of the dtype of logits, whose rows sum to 1.

    First the softmax of each member, then the mean: averaging the logits first would be another
    ensemble (up to a factor, the geometric mean of the members' probabilities). Logits may be as
    large as 10,000, of either sign, where exp overflows or all of a row vanishes. A softmax stays
    the same if the same number is added to all logits of one member for one sample: choose that
    number so that the largest exponent is 0.

    Where to start: which axis does a softmax sum over, and which axis does the ensemble? Write the
    shape beside every line. (Discussion 4, section 3, "prediction averaging".)
    """
    raise NotImplementedError("average_probabilities is yours to write")


def majority_vote(logits: Array) -> Labels:
    """The ensemble's labels: every member has one vote, and the class with the most votes wins.

    logits  (M, N, C), float64 or float32; it must not be changed

    Returns the winning classes, an int64 array of shape (N,).

    A member votes for the class of its largest logit, however sure it is: a vote has no weight. No
    class needs more than half of the votes, only more than any other. Among classes with equally
    many votes, the smallest class index wins, whoever voted first; so a result can be repeated.

    Where to start: turn the logits into votes of shape (M, N), then count for each sample and each
    class. Try [2, 1, 1, 2] by hand: two votes each, so class 1. (Discussion 4, section 3.)
    """
    raise NotImplementedError("majority_vote is yours to write")


def compare_with_members(logits: Array, labels: Labels) -> tuple[Array, float, float]:
    """What averaging the members' probabilities gains on labelled data.

    logits  (M, N, C), float64
    labels  (N,), int64, the right classes

    Returns the tuple (member_accuracies, ensemble_accuracy, variance_removed):

    member_accuracies  (M,), float64, the share of samples that each member alone gets right
    ensemble_accuracy  the share that the ensemble gets right: its answer for a sample is the class
                       of the largest average probability
    variance_removed   how far the members scatter around their mean, the biased variance over the
                       members, summed over the classes, averaged over the samples:

                           1/N sum_n sum_c 1/M sum_m (p[m, n, c] - p_mean[n, c])^2

    The last one is exactly what averaging takes off the squared error. With y[n, c] = 1 for the
    right class and 0 for the others, and E(p) = 1/N sum_n sum_c (p[n, c] - y[n, c])^2 (the Brier
    score),

        1/M sum_m E(p[m])  =  E(p_mean) + variance_removed

    so by this measure the ensemble is never worse than its members are on average, and the more
    they disagree, the more it gains. (Krogh & Vedelsby 1995, "Neural Network Ensembles, Cross
    Validation, and Active Learning", who call the variance the ambiguity.)

    Where to start: a member alone is an ensemble too, of logits[m : m + 1].
    """
    raise NotImplementedError("compare_with_members is yours to write")


def snapshot_schedule(step: int, total_steps: int, cycles: int, lr0: float) -> float:
    """The learning rate of one step: in each cycle, half a cosine wave from lr0 down to almost 0.

        length    = ceil(total_steps / cycles)
        lr(step)  = lr0 / 2 * (cos(pi * (step mod length) / length) + 1)

    step         0, 1, ..., total_steps - 1: counted from 0, where the paper's t counts from 1
    total_steps  the number of steps of the whole run
    cycles       the number of cycles
    lr0          the rate at the start of every cycle

    Returns the rate, a number.

    Each cycle is `length` steps long and starts at lr0 again: the jump throws the network out of
    the minimum in which the cycle before it ended, and the slow end lets it settle in another one.
    The formula stands as it is where total_steps is no multiple of cycles: every cycle but the last
    has full length, and the last one is cut off by the end of the run. Ten steps in three cycles
    are 4 + 4 + 2.

    Where to start: tabulate step mod length for ten steps in three cycles. (Huang et al. 2017,
    "Snapshot Ensembles: Train 1, Get M for Free", equation 2.)
    """
    raise NotImplementedError("snapshot_schedule is yours to write")


def train_snapshots(
    model: nn.Module, x: Tensor, y: Tensor, total_steps: int, cycles: int, lr0: float
) -> list[State]:
    """Train a model on cyclic learning rates, and keep a snapshot at the end of every cycle.

    model  maps x to logits of shape (N, C); it is trained in place, in train mode
    x      the inputs, N of them: every step uses them all
    y      (N,), int64, the right classes
    total_steps, cycles, lr0   as for snapshot_schedule

    Returns the snapshots, in the order in which they were taken: state dicts of the model, with
    all parameters and buffers, on the model's device.

    Step s = 0, 1, ..., total_steps - 1 is plain gradient descent, without momentum or weight decay:

        parameter = parameter - snapshot_schedule(s, ...) * d loss / d parameter

    where the loss is the mean cross-entropy of model(x) and y. A cycle ends when the next step
    would start another one, and the last cycle ends with the last step, even if it was cut short;
    the snapshot is taken *after* the step that ends the cycle. Ten steps in three cycles give three
    snapshots, after steps 3, 7 and 9.

    Beware: model.state_dict() holds no copies. Its tensors are those that the next step changes.

    Where to start: write the loop for a constant rate, by hand or with torch.optim.SGD, which keeps
    its rate in optimizer.param_groups[0]["lr"]. (Huang et al. 2017, section 3.)
    """
    raise NotImplementedError("train_snapshots is yours to write")


def average_parameters(snapshots: list[State]) -> State:
    """One state dict in the middle of several: the parameters' mean over one trajectory.

    snapshots  a list of one or more state dicts of one model, in the order in which they were
               taken, all with the same names; they must not be changed

    Returns a state dict with the same names, shapes, dtypes and devices, in tensors of its own: it
    shares no memory with the snapshots. Of each entry it holds

        floats            the mean over the snapshots: parameters, and also buffers such as
                          BatchNorm's running_mean and running_var
        integers, bools   a copy of the last snapshot's value, in its own dtype: half a batch was
                          never counted in num_batches_tracked, and a mask has no middle

    The snapshots must come from *one* run. There, later parameters grew out of earlier ones, so
    unit 7 still means what it meant, and often the loss stays low on the way between. Two
    independent runs have put their features into other units; the mean of a unit that sees
    horizontal strokes and one that sees loops sees neither.

    For running statistics, the mean is only a first guess: the averaged network has activations of
    its own. Before it is used, recompute them with one pass over the training data in train mode,
    as torch.optim.swa_utils.update_bn does.

    Where to start: for one name, stack the snapshots' values. Tensor.is_floating_point tells the
    two kinds apart. (Discussion 4, section 3, "parameter averaging"; Izmailov et al. 2018,
    "Averaging Weights Leads to Wider Optima and Better Generalization", algorithm 1.)
    """
    raise NotImplementedError("average_parameters is yours to write")


class HeadEnsemble(nn.Module):
    """An ensemble of classification heads on one trunk, for little more than the price of one.

    The trunk turns x into features of shape (N, features); head m, a linear layer with weights and
    a bias of its own, turns them into logits of shape (N, C):

        logits[m] = features W_m^T + b_m            m = 0, ..., heads - 1

    The submodules are called `trunk`, and `heads`: an nn.ModuleList of nn.Linear. So the parameters
    are trunk.(...), heads.0.weight, heads.0.bias, heads.1.weight, and so on. (Discussion 4, section
    3: "only make classification layers ensembles". Lee et al. 2015, "Why M Heads are Better than
    One".)
    """

    def __init__(self, trunk: nn.Module, features: int, classes: int, heads: int) -> None:
        """Set up `heads` heads on the given trunk, from nn.Linear's own random first weights.

        Heads that start alike get the same gradient for ever, and stay one head.

        Where to start: how many different linear layers does [nn.Linear(...)] * 3 hold?
        """
        super().__init__()
        raise NotImplementedError("__init__ is yours to write")

    def forward(self, x: Tensor) -> Tensor:
        """The logits of every head, of shape (heads, N, C), in x's dtype, on x's device.

        All heads read the same features: run the trunk once, which is where the time goes. In
        training, the gradients of all heads meet in the trunk.

        Where to start: torch.stack makes the new first axis.
        """
        raise NotImplementedError("forward is yours to write")

    def predict(self, x: Tensor) -> Tensor:
        """The ensemble's probabilities, of shape (N, C): the mean of the heads' softmaxes.

        Where to start: average_probabilities, in torch. torch.softmax knows how to stay finite.
        """
        raise NotImplementedError("predict is yours to write")
