"""A list of numbers."""

import itertools

FAILS = ["activation_scales"]
HINT = (
    "Your numbers are right, but they come in a list. The docstring asks for a float64 array of "
    "shape (L,): turn the list into one at the end."
)


def activation_scales(widths, init, activation, x, rng):
    scales = []
    for fan_in, fan_out in itertools.pairwise(widths):
        x = activation(x @ init(fan_in, fan_out, rng))
        scales.append(float(x.std()))
    return scales
