"""Dropout, forward and backward, in NumPy and in PyTorch; a network with it; its ensemble.

CS 182 discussion 4, section 4. Source: Srivastava, Hinton, Krizhevsky, Sutskever & Salakhutdinov
(2014), "Dropout: A Simple Way to Prevent Neural Networks from Overfitting".

In training every unit of every sample is kept with probability p, all by themselves, and what is
kept is divided by p. In test mode nothing happens at all:

    train:   mask = 1 with probability p, else 0       drawn anew for each element of x
             out  = x * mask / p
    test:    out  = x

Since mask has the mean p, out has the mean x: a layer behind it sees in test mode what it saw on
average in training. (Dividing in training is called inverted dropout. The paper multiplies by p in
test mode instead; the sheet divides, and so does everybody today.)

    p is the probability of KEEPING a unit, here and on the sheet, with 0 < p <= 1.
    The p of torch.nn.Dropout is the opposite: the probability of dropping one.

Every result keeps the dtype of the input (beware: np.random draws float64, and a bool array divided
by a number is float64), and x itself is left as it was. Which generator you draw from, and in which
order, is up to you unless a docstring names one: random results are judged by their distribution.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

Array = npt.NDArray[np.floating]


def dropout_forward(x: Array, dropout_param: dict[str, Any]) -> tuple[Array, Any]:
    """Drop units in train mode, do nothing in test mode.

    x              (...): any shape, (D,), (N, D), (N, C, H, W); it must not be changed
    dropout_param  a dict with
        p     the probability of keeping a unit, 0 < p <= 1
        mode  "train" or "test"
        seed  an int that fixes the mask; it may be missing

    Returns out of the shape and dtype of x, and a cache: whatever your backward pass needs.

    In train mode each element of x is kept or dropped by itself: two samples lose different units.
    Two calls with the same seed (0 is a seed, too) drop the same elements; without a seed, every
    call drops others.

    Where to start: an array of the shape of x with numbers spread evenly over [0, 1). Which share
    of them is below 0.7? (Srivastava et al. 2014, section 4; discussion 4, section 4.)
    """
    # BEGIN SOLUTION
    mode = dropout_param["mode"]
    if mode == "test":
        return x, None
    if mode != "train":
        raise ValueError(f"mode is {mode!r}, expected 'train' or 'test'")
    rng = np.random.default_rng(dropout_param.get("seed"))
    mask = _mask(x, dropout_param["p"], rng)
    return x * mask, mask
    # END SOLUTION


# BEGIN SOLUTION
def _mask(x: Array, p: float, rng: np.random.Generator) -> Array:
    """1 / p with probability p, else 0, for each element of x and in its dtype."""
    mask: Array = (rng.random(x.shape) < p).astype(x.dtype) / p
    return mask


# END SOLUTION


def dropout_backward(dout: Array, cache: Any) -> Array:
    """The gradient of the layer, for the very mask that its forward pass drew.

    dout   dL/dout, of the shape of x
    cache  what your dropout_forward returned, in train mode or in test mode

    Returns dx = dL/dx, of the shape and dtype of x.

    Once the mask is drawn it is a constant, and out is x times a constant. Other forward passes may
    have run since this one. An x that is 0 by itself (ReLU makes many of them) is not dropped.

    Where to start: for one element, what is the derivative of out with respect to x if it was kept,
    what if it was dropped, and what in test mode? (Srivastava et al. 2014, section 5.1.)
    """
    # BEGIN SOLUTION
    mask = cache
    return dout if mask is None else dout * mask
    # END SOLUTION


def dropout_train(X: Array, params: dict[str, Array], p: float, rng: np.random.Generator) -> Array:
    """The sheet's three-layer network in training, with dropout after both hidden layers.

        H1 = relu(W1 X + b1), dropped;  H2 = relu(W2 H1 + b2), dropped;  out = W3 H2 + b3

    X       (D, N): as on the sheet, every COLUMN is a sample. The other functions of this file have
            samples as rows
    params  a dict with W1 (M1, D), W2 (M2, M1), W3 (C, M2) and columns b1 (M1, 1), b2 (M2, 1),
            b3 (C, 1)
    p       the probability of keeping a unit, 0 < p <= 1
    rng     the generator that all masks are drawn from: from the same state, the same masks

    Returns out of shape (C, N), in the dtype of X. X and params are left as they were.

    Both hidden layers have masks of their own; the input and the output are never dropped.

    Where to start: copy the sheet's nine lines by hand, and replace the np.random of each mask by
    rng, which is a np.random.Generator: rng.random(shape). (Discussion 4, section 4.)
    """
    # BEGIN SOLUTION
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H1 *= _mask(H1, p, rng)
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    H2 *= _mask(H2, p, rng)
    return params["W3"] @ H2 + params["b3"]
    # END SOLUTION


def predict(X: Array, params: dict[str, Array]) -> Array:
    """The same network at test time: nothing is dropped, nothing is rescaled.

    X, params  as for dropout_train: X is (D, N), a sample is a column

    Returns out of shape (C, N), in the dtype of X.

    Where to start: dropout_train with p = 1; which of its lines are left? (Discussion 4, section
    4.)
    """
    # BEGIN SOLUTION
    H1 = np.maximum(0, params["W1"] @ X + params["b1"])
    H2 = np.maximum(0, params["W2"] @ H1 + params["b2"])
    return params["W3"] @ H2 + params["b3"]
    # END SOLUTION


class Dropout(nn.Module):
    """Dropout as a module: it drops in training and is the identity in evaluation.

        p IS THE PROBABILITY OF KEEPING. torch.nn.Dropout(p) and torch.nn.functional.dropout(x, p)
        take the probability of DROPPING: our Dropout(0.8) does what nn.Dropout(0.2) does.

    It follows .train() and .eval(), also those of a network that it is part of; torch.manual_seed
    makes its masks repeatable; its gradient is autograd's. It stays on the device of x, the CPU or
    a GPU: neither a NumPy array nor a Python loop over elements is needed anywhere. The GPU works
    on while the host goes on, which never has to wait for it; nor is any setting of torch changed.
    """

    def __init__(self, p: float) -> None:
        """Keep p, the probability of keeping an element, 0 < p <= 1.

        Where to start: super().__init__() first, as in every module.
        """
        super().__init__()
        # BEGIN SOLUTION
        self.p = p
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Drop elements of x, (...), in training, and return x in evaluation.

        Returns a tensor of the shape, the dtype and the device of x; x itself is not changed.

        Where to start: self.training tells the mode (the .train() and .eval() of every network
        set it for you), torch.rand_like draws on the device of x.
        """
        # BEGIN SOLUTION
        if not self.training:
            return x
        mask = torch.rand_like(x) < self.p
        return x * mask / self.p
        # END SOLUTION


def mc_dropout_predict(
    forward: Callable[[Array], Array], x: Array, n_samples: int
) -> tuple[Array, Array]:
    """Dropout as an ensemble: the mean and the spread of many passes with dropout switched on.

    forward    a function that takes x and returns outputs (...), other ones in every call, since it
               draws new masks. It is called exactly n_samples times, each time with x as it is
    x          (...): its input
    n_samples  how many passes, at least 1

    Returns mean and spread, both of the shape and dtype of what forward returns: for each element
    by itself,

        mean   = 1/n sum_i out_i
        spread = sqrt(1/n sum_i (out_i - mean)^2)           the standard deviation, divided by n

    The spread is the *biased* standard deviation, divided by n and not by n - 1, as in the source:
    the n passes are taken as the ensemble itself, whose disagreement we report, not as a sample
    from which that of all masks is guessed. A single pass then has the spread 0, where n - 1 would
    give 0 / 0. (With 100 passes the two differ by half a percent.)

    Where to start: collect the outputs in a list and stack them; which axis counts the passes? The
    shorter E[out^2] - E[out]^2 loses its digits where the mean is large. (Gal & Ghahramani 2016,
    "Dropout as a Bayesian Approximation", section 4; discussion 4, section 4.)
    """
    # BEGIN SOLUTION
    outs = np.stack([forward(x) for _ in range(n_samples)])
    return outs.mean(axis=0), outs.std(axis=0)
    # END SOLUTION
